import { readFileSync } from 'node:fs';
import { fromBytes, toMemory, type Context, type DenseTensor, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { convertOpset } from '@brine/graph/opset';
import { describe, expect, it } from 'vitest';
import { failure, fixture, tensorOf, type ArrayJson } from '../../test/fixtures.js';
import { check } from '../check/index.js';
import { engine } from '../engine/engine.js';
import { onnx } from '../plugin.js';

interface Case {
  readonly name: string;
  readonly opset: number;
  readonly model: string;
  readonly input: ArrayJson;
  readonly outputs: Readonly<Record<string, ArrayJson>>;
  readonly onnxConverts: readonly number[];
}

const { cases, opsets } = JSON.parse(readFileSync(new URL('../../fixtures/opset.json', import.meta.url), 'utf8')) as {
  cases: Case[];
  opsets: number[];
};

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

const graphIn = async (bytes: Uint8Array) => (await host.open(fromBytes(bytes), { codec: 'onnx' })).view('graph');

/** Numbers of one kind, of which -0 and 0 differ. */
function close(actual: DenseTensor, { dtype, shape, data }: DenseTensor): void {
  expect([actual.dtype, actual.shape]).toEqual([dtype, shape]);
  const expected = Array.from(data as ArrayLike<number>, Number);
  expect(expected.findIndex((value, i) => !(Math.abs(Number(actual.data[i]) - value) <= 1e-6 * Math.abs(value)))).toBe(
    -1,
  );
}

/** What the older version does not have, onnx leaves there; onnxruntime does not look. */
const LEFT_BY_ONNX = /mode cannot be (?:wrap|half_pixel_symmetric) there/;

/** Valid there, and not implemented in onnxruntime. */
const NO_KERNEL = new Set(['Clip 13 {} 2x3x4 . . float64 -> 11']);

describe('a model in another opset', () => {
  const refused: string[] = [];

  it.each(cases)(
    '$name gives the same, to the last bit',
    async ({ name, opset, model, input, outputs, onnxConverts }) => {
      const graph = await graphIn(new Uint8Array(Buffer.from(model, 'base64')));
      const given = tensorOf(input);
      const expected = await run(graph, given);
      for (const [key, output] of Object.entries(outputs)) close(expected[key]!, tensorOf(output));
      for (const to of opsets.filter((version) => version !== opset)) {
        let converted: Graph;
        try {
          converted = convertOpset(graph, to);
        } catch (error) {
          expect(error).toMatchObject({ code: 'BRINE-GRAPH-OPSET', fault: 'unsupported' });
          const { message } = error as Error;
          refused.push(`${name} -> ${to}: ${message.replace(/^.*?\): /, '')}`);
          expect(onnxConverts.includes(to) && !LEFT_BY_ONNX.test(message) ? message : 'neither does onnx').toBe(
            'neither does onnx',
          );
          continue;
        }
        expect(converted.opsets).toEqual({ '': to });
        expect(check(converted, { types: to >= 17 })).toEqual([]);
        if (NO_KERNEL.has(`${name} -> ${to}`)) continue;
        expect([to, await run(converted, given)]).toEqual([to, expected]);
      }
    },
  );

  it('is refused where it cannot be said, with the reason', () => {
    expect(refused).toMatchSnapshot();
  });

  it('is written by the option, in the IR version that goes with it', async () => {
    const write = async (opset: number | Record<string, number>) => {
      const sink = toMemory();
      const opened = await host.open(fromBytes(fixture('trees.onnx')));
      await host.encode(opened, sink, { to: 'onnx', onnx: { opset } });
      return (await host.open(fromBytes(sink.toBytes()))).inspect();
    };
    const { version, details } = await write(13);
    expect({ version, opsets: details!['opsets'] }).toMatchInlineSnapshot(`
      {
        "opsets": {
          "ai.onnx": 13,
          "ai.onnx.ml": 5,
        },
        "version": "IR 10",
      }
    `);
    expect((await write({ 'ai.onnx.ml': 3 })).details!['opsets']).toEqual({ 'ai.onnx': 17, 'ai.onnx.ml': 3 });
    expect(await failure(() => write({ 'ai.onnx.ml': 2 }))).toMatchInlineSnapshot(`
      {
        "at": {
          "path": "Y",
        },
        "code": "BRINE-GRAPH-OPSET",
        "fault": "unsupported",
        "hint": "Ask for a version closer to the one that the model has.",
        "message": "opset 2 of ai.onnx.ml cannot express the node Y (TreeEnsemble): its nodes_values are float32 there, which does not hold 0.1",
      }
    `);
    expect(await failure(() => write(6))).toMatchObject({ fault: 'option' });
    expect(await failure(() => write({ constructor: 6 }))).toMatchObject({ fault: 'option' });
  });
});
