/** The same graph in this engine and in ONNX Runtime, and how far apart they may be. */

import { onnxruntime } from '@brine/codec-onnx/engine';
import type { DenseTensor, DType, Engine, Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { GraphBuilder, tensor, type AttributeInputs, type PlainData } from '@brine/graph';
import { engine } from '../src/index.js';

export const context = createHost([]).context();

/** An input of a case: a tensor, or undefined for one left out. `fixed` makes it a constant. */
export interface Given {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: PlainData;
  readonly fixed?: boolean;
}

export interface Case {
  readonly op: string;
  readonly domain?: string;
  readonly inputs: readonly (Given | undefined)[];
  readonly attributes?: AttributeInputs;
  readonly outputs?: number;
}

/** A graph of one node. */
export function graphOf({ op, domain = '', inputs, attributes = {}, outputs = 1 }: Case) {
  const g = new GraphBuilder(op);
  const feeds: Record<string, DenseTensor> = {};
  const values = inputs.map((input, i) => {
    if (!input) return undefined;
    const held = tensor(input.dtype, input.data, input.shape);
    if (input.fixed) return g.constant(held);
    feeds[`x${i}`] = held;
    return g.input(
      `x${i}`,
      input.dtype,
      input.shape.map(() => null),
    );
  });
  g.ops(op, values, attributes, outputs, { domain }).forEach((value, i) => {
    g.output(`y${i}`, value);
  });
  return { graph: g.build(), feeds };
}

export async function runBoth(graph: Graph, feeds: Readonly<Record<string, DenseTensor>>) {
  return [await runOn(await engine.load(), graph, feeds), await runOn(await onnxruntime.load(), graph, feeds)] as const;
}

async function runOn(one: Engine<undefined> | Engine, graph: Graph, feeds: Readonly<Record<string, DenseTensor>>) {
  const session = await (one as Engine).load(graph, context, {});
  try {
    return await session.run(feeds);
  } finally {
    await session.close();
  }
}

/**
 * The largest difference over the largest number; 0 only for tensors that are equal element by element, Infinity for those of other
 * shapes or types.
 */
export function distance(a: DenseTensor, b: DenseTensor): number {
  if (a.dtype !== b.dtype || a.shape.join() !== b.shape.join() || a.data.length !== b.data.length) return Infinity;
  if (!a.dtype.startsWith('float')) return [...a.data].every((item, i) => item === b.data[i]) ? 0 : Infinity;
  const [x, y] = [a.data as Float64Array, b.data as Float64Array];
  const scale = y.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0) || 1;
  return x.reduce((most, value, i) => {
    const same = value === y[i]! || (Number.isNaN(value) && Number.isNaN(y[i]!));
    const error = same ? 0 : Math.abs(value - y[i]!) / scale;
    return Number.isNaN(error) ? Infinity : Math.max(most, error);
  }, 0);
}
