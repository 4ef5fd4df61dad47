import { readFileSync } from 'node:fs';
import { fromBytes, type Context, type DenseTensor, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { convertOpset } from '@brine/graph/opset';
import { describe, expect, it } from 'vitest';
import { tensorOf, type ArrayJson } from '../../test/fixtures.js';
import { check } from '../check/index.js';
import { engine } from '../engine/engine.js';
import { onnx } from '../plugin.js';

/** Models by tools/fixtures/codec-onnx-trees.py. */
interface Case {
  readonly name: string;
  readonly version: number;
  readonly model: string;
  readonly input: ArrayJson;
  readonly outputs: Readonly<Record<string, ArrayJson>>;
}

const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/trees-opset.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};

const VERSIONS = [1, 2, 3, 4, 5];
const host = createHost([onnx]);
const context: Context = host.context();

async function run(graph: Graph, input: DenseTensor): Promise<Record<string, DenseTensor>> {
  const session = await engine.load(graph, context, { threads: 1 });
  try {
    return { ...(await session.run({ X: input })) };
  } finally {
    await session.close();
  }
}

/** To the last bit. */
const plain = (results: Readonly<Record<string, DenseTensor>>, names: readonly string[]) =>
  names.map((name) => {
    const { dtype, shape, data } = results[name]!;
    return { dtype, shape, data: Array.from<unknown>(data as ArrayLike<unknown>) };
  });

describe('trees and labels in another version of ai.onnx.ml', () => {
  /** What became of each case, with the versions for which it is so. */
  const refused = new Map<string, number[]>();
  const converted = new Map<string, number[]>();
  const add = (to: Map<string, number[]>, text: string, version: number) =>
    to.set(text, [...(to.get(text) ?? []), version]);
  const lines = (of: Map<string, number[]>) => Array.from(of, ([text, versions]) => `${text} (${versions.join(' ')})`);

  it.each(cases)('$name gives the same in onnxruntime', async ({ name, version, model, input, outputs }) => {
    const bytes = new Uint8Array(Buffer.from(model, 'base64'));
    const graph = await (await host.open(fromBytes(bytes), { codec: 'onnx' })).view('graph');
    const given = tensorOf(input);
    const names = Object.keys(outputs);
    const recorded = Object.fromEntries(Object.entries(outputs).map(([key, array]) => [key, tensorOf(array)]));
    const expected = plain(await run(graph, given), names);
    expect(expected).toEqual(plain(recorded, names));
    for (const to of VERSIONS.filter((other) => other !== version)) {
      let other: Graph;
      try {
        other = convertOpset(graph, { 'ai.onnx.ml': to });
      } catch (error) {
        expect(error).toMatchObject({ code: 'BRINE-GRAPH-OPSET', fault: 'unsupported' });
        add(refused, `${name}: ${(error as Error).message.replace(/^.*?\): /, '')}`, to);
        continue;
      }
      expect(other.opsets['ai.onnx.ml']).toBe(to);
      expect(check(other)).toEqual([]);
      expect([to, plain(await run(other, given), names)]).toEqual([to, expected]);
      add(converted, `${name}: ${other.nodes.map(({ opType }) => opType).join(' ')}`, to);
    }
  });

  it('is made of these operators', () => {
    expect(lines(converted)).toMatchSnapshot();
  });

  it('is refused where it cannot be said, with the reason', () => {
    expect(lines(refused)).toMatchSnapshot();
  });
});
