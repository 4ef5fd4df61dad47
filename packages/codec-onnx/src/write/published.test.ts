import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromBytes, type DenseTensor, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { convertOpset } from '@brine/graph/opset';
import { expect, it } from 'vitest';
import { tensorOf, type ArrayJson } from '../../test/fixtures.js';
import { check } from '../check/index.js';
import { engine } from '../engine/engine.js';
import { onnx } from '../plugin.js';

/** Models of opsets 6 to 12 that onnx publishes (tools/fixtures/codec-onnx-published.py). */
interface Case {
  readonly name: string;
  readonly model: string;
  readonly inputs: Readonly<Record<string, ArrayJson>>;
  readonly outputs: Readonly<Record<string, ArrayJson>>;
}

const { cases } = JSON.parse(
  gunzipSync(readFileSync(new URL('../../fixtures/published.json.gz', import.meta.url))).toString(),
) as { cases: Case[] };

const host = createHost([onnx]);
const tensors = (arrays: Readonly<Record<string, ArrayJson>>) =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, tensorOf(array)]));

function close(name: string, actual: DenseTensor, expected: DenseTensor): void {
  expect([name, actual.dtype, actual.shape]).toEqual([name, expected.dtype, expected.shape]);
  const [a, b] = [actual, expected].map(({ data }) => Array.from(data as ArrayLike<number>, Number)) as [
    number[],
    number[],
  ];
  const scale = b.reduce((most, x) => (Number.isFinite(x) ? Math.max(most, Math.abs(x)) : most), 0);
  const wrong = b.findIndex((x, i) => !Object.is(x, a[i]) && !(Math.abs(x - a[i]!) <= 1e-5 * scale));
  expect([name, wrong < 0 ? undefined : [wrong, a[wrong], b[wrong]]]).toEqual([name, undefined]);
}

it.each([7, 11, 13, 17, 26])('published models give what they should in opset %i', async (opset) => {
  const refused: string[] = [];
  for (const { name, model, inputs, outputs } of cases) {
    const opened = await host.open(fromBytes(new Uint8Array(Buffer.from(model, 'base64'))), { codec: 'onnx' });
    let graph: Graph;
    try {
      graph = convertOpset(await opened.view('graph'), opset);
    } catch (error) {
      refused.push(`${name}: ${(error as Error).message.replace(/^.*?\): /, '')}`);
      continue;
    }
    expect([name, check(graph)]).toEqual([name, []]);
    const session = await engine.load(graph, host.context(), { threads: 1 });
    const results = await session.run(tensors(inputs));
    await session.close();
    for (const [key, output] of Object.entries(tensors(outputs))) close(`${name} ${key}`, results[key]!, output);
  }
  expect(refused).toMatchSnapshot();
});
