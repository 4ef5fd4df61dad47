/**
 * Models of opsets 7 to 21 by onnx (tools/fixtures/codec-onnx-opset.py), with what ONNX Runtime made of them, and of opsets 6 to 12 that onnx
 * publishes (tools/fixtures/codec-onnx-published.py), with what they give.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { onnx } from '@brine/codec-onnx';
import { elementsOf, fromBytes, type DenseTensor, type DType, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { tensor } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { engine } from '../src/index.js';
import { context, distance, runBoth } from './peer.js';

interface ArrayJson {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly hex: string;
}
interface Case {
  readonly name: string;
  readonly model: string;
  readonly inputs: Readonly<Record<string, ArrayJson>>;
  readonly outputs: Readonly<Record<string, ArrayJson>>;
}

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../codec-onnx/fixtures', name));
const made = JSON.parse(fixture('opset.json').toString()) as { cases: (Omit<Case, 'inputs'> & { input: ArrayJson })[] };
const published = JSON.parse(gunzipSync(fixture('published.json.gz')).toString()) as { cases: Case[] };
const cases = [...made.cases.map(({ input, ...one }): Case => ({ ...one, inputs: { X: input } })), ...published.cases];
const host = createHost([onnx]);
const arrayOf = ({ dtype, shape, hex }: ArrayJson): DenseTensor => ({
  dtype,
  shape,
  data: elementsOf(new Uint8Array(Buffer.from(hex, 'hex')), dtype)!,
});

/** What it does not run in any opset. */
const REFUSED = new Map([
  ['Clip 13 {} 3 . . int64', 'it has no kernel for Clip of int64'],
  ['Pow 17 {} 2x3x4 . float64', 'it has no kernel for Pow of int64'],
]);

describe('models of older opsets', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (name, { model, inputs, outputs }) => {
    const opened = await host.open(fromBytes(new Uint8Array(Buffer.from(model, 'base64'))));
    const graph = await opened.view('graph');
    const implementation = await engine.load();
    const reason = REFUSED.get(name);
    expect(await implementation.supports(graph)).toEqual(reason === undefined ? true : [reason]);
    if (reason !== undefined) return;
    const session = await implementation.load(graph, context, undefined);
    const results = await session.run(
      Object.fromEntries(Object.entries(inputs).map(([key, array]) => [key, arrayOf(array)])),
    );
    for (const [key, expected] of Object.entries(outputs))
      expect(distance(results[key]!, arrayOf(expected)), key).toBeLessThanOrEqual(1e-5);
  });

  it('take their weights from inputs that are initializers too, as before opset 9', async () => {
    const graph: Graph = {
      name: 'g',
      opsets: { '': 7 },
      inputs: [
        { name: 'X', dtype: 'float32', shape: [null, 2] },
        { name: 'W', dtype: 'float32', shape: [2, 2] },
      ],
      outputs: [{ name: 'Y', dtype: 'float32', shape: [null, 2] }],
      initializers: [{ name: 'W', tensor: tensor('float32', [1, 2, 3, 4], [2, 2]) }],
      nodes: [{ opType: 'MatMul', domain: '', name: '', inputs: ['X', 'W'], outputs: ['Y'], attributes: {} }],
      metadata: {},
    };
    const X = tensor('float32', [1, -1], [1, 2]);
    const [ours, theirs] = await runBoth(graph, { X });
    expect(distance(ours['Y']!, theirs['Y']!)).toBe(0);
    const session = await (await engine.load()).load(graph, context, undefined);
    expect(session.inputs.map(({ name }) => name)).toEqual(['X']);
    await expect(session.run({ X, W: tensor('float32', [0, 0, 0, 0], [2, 2]) })).rejects.toMatchObject({
      fault: 'option',
    });
  });
});
