import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Attribute, DenseTensor, DType, Graph, GraphNode, IntList, Port } from '@brine/core';
import { tensor } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { engine } from '../src/index.js';
import { context, distance } from './peer.js';

/** ONNX's own backend node tests (tools/fixtures/engine.py). */
interface Plain {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}
interface NodeCase {
  readonly name: string;
  readonly opsets: Readonly<Record<string, number>>;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly nodes: readonly (GraphNode & { attributes: Record<string, { type: string; value: unknown }> })[];
  readonly feeds: readonly Plain[];
  readonly expected: readonly Plain[];
}

const cases = JSON.parse(
  gunzipSync(readFileSync(join(import.meta.dirname, '../fixtures/node.json.gz'))).toString(),
) as NodeCase[];

const dense = ({ dtype, shape, data }: Plain): DenseTensor =>
  tensor(
    dtype,
    dtype === 'str' ? (data as string[]) : data.map((item) => Number(String(item).replace('inf', 'Infinity'))),
    shape,
  );

/** What may hold a list of ints. */
type Ints = (values: readonly number[]) => IntList;

function attributeOf({ type, value }: { type: string; value: unknown }, ints: Ints): Attribute {
  if (type === 'tensor') return { type, value: dense(value as Plain) };
  if (type === 'int') return { type, value: BigInt(value as number) };
  if (type === 'ints') return { type, value: ints(value as number[]) };
  return { type, value } as Attribute;
}

const bigints: Ints = (values) => values.map(BigInt);

const graphOf = ({ name, opsets, inputs, outputs, nodes }: NodeCase, ints = bigints): Graph => ({
  name,
  opsets,
  inputs: inputs.map((port) => ({ ...port, shape: null })),
  outputs: outputs.map((port) => ({ ...port, shape: null })),
  initializers: [],
  nodes: nodes.map((node) => ({
    ...node,
    attributes: Object.fromEntries(
      Object.entries(node.attributes).map(([key, given]) => [key, attributeOf(given, ints)]),
    ),
  })),
  metadata: {},
});

/** What the engine does not claim, and says so. */
const REFUSED: readonly (readonly [cases: RegExp, reason: RegExp])[] = [
  // The operator table does not know the dtype of the mean, which these give too.
  [/^test_layer_normalization_/, /the dtype of output Mean is not known/],
  [/^test_pow_types_.*(int64|uint32|uint64)/, /no kernel for Pow of/],
  [/^test_reduce_(max|min)_.*bool/, /no kernel for Reduce(Max|Min) of bool/],
  [/^test_batchnorm_.*_training_mode$/, /BatchNormalization with training/],
  [/^test_dropout_random_old$/, /Dropout: has no attribute ratio/],
];

/** Cases whose result the engine does not give, as ONNX Runtime does not. */
const DIFFERENT: readonly (readonly [cases: RegExp, why: string])[] = [
  [/^test_resize_downsample_scales_(cubic|linear)_align_corners$/, 'corners of a length that is no whole number'],
];

/** Where training is asked for, only running tells. */
const TRAINING = /^test_training_dropout/;

/** Numbers that were rounded before they were written down. */
const ROUNDED: ReadonlySet<string> = new Set(['test_averagepool_2d_ceil_last_window_starts_on_pad']);

describe("ONNX's own tests of nodes", () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const implementation = await engine.load();
    const graph = graphOf(one);
    const answer = await implementation.supports(graph);
    if (answer !== true) {
      const reason = REFUSED.find(([cases]) => cases.test(name))?.[1];
      return expect(answer).toEqual([expect.stringMatching(reason ?? /^$/)]);
    }
    const session = await implementation.load(graph, context, undefined);
    const feeds = Object.fromEntries(one.inputs.map((port, i) => [port.name, dense(one.feeds[i]!)]));
    if (TRAINING.test(name)) return expect(session.run(feeds)).rejects.toMatchObject({ fault: 'option' });
    const results = await session.run(feeds);
    one.outputs.forEach((port, i) => {
      const error = expect(distance(results[port.name]!, dense(one.expected[i]!)), port.name);
      if (DIFFERENT.some(([cases]) => cases.test(name))) error.toBeGreaterThan(1e-6);
      else error.toBeLessThanOrEqual(ROUNDED.has(name) ? 1e-3 : 2e-6);
    });
  });
});

describe('lists of ints mean the same, whatever holds them', () => {
  const listing = cases.filter(({ nodes }) =>
    nodes.some(({ attributes }) => Object.values(attributes).some(({ type }) => type === 'ints')),
  );
  const results = async (one: NodeCase, ints: Ints) => {
    const implementation = await engine.load();
    const graph = graphOf(one, ints);
    if ((await implementation.supports(graph)) !== true) return undefined;
    const session = await implementation.load(graph, context, undefined);
    return session.run(Object.fromEntries(one.inputs.map((port, i) => [port.name, dense(one.feeds[i]!)])));
  };

  it.each<[string, Ints]>([
    ['int64', (values) => BigInt64Array.from(values, BigInt)],
    ['int32', (values) => Int32Array.from(values)],
    ['int16', (values) => Int16Array.from(values)],
    [
      'uint8 where none is negative',
      (values) => (Math.min(0, ...values) < 0 ? bigints(values) : Uint8Array.from(values)),
    ],
  ])('%s', async (_, ints) => {
    expect(listing.length).toBeGreaterThan(50);
    for (const one of listing) expect(await results(one, ints), one.name).toEqual(await results(one, bigints));
  });
});
