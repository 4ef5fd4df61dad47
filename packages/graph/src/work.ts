/** How much there is to compute, as far as engines differ in it. */

import type { Dimension, Graph, GraphNode } from '@brine/core';
import { inferTypes } from './infer.js';

/** Counts that an engine's time depends on. */
export interface Work {
  readonly nodes: number;
  /** Inner nodes of all trees. */
  readonly treeNodes: number;
  /** Comparisons of one row with trees, if they are balanced. */
  readonly treeSteps: number;
  /** Products of one row with constant matrices, filters among them. */
  readonly products: number;
  /** Those of {@link products} in recurrent layers, one step after another. */
  readonly recurrent: number;
  /** Those of {@link products} with filters: convolutions. */
  readonly filtered: number;
}

type ShapeOf = (name: string | undefined) => readonly Dimension[] | undefined;

interface Multiplying {
  /** Inputs that are matrices, or filters. */
  readonly factors: readonly number[];
  /**
   * How often one row meets each element of a factor: steps of a sequence, places of an image. NaN where it is not known.
   *
   * @param shapeOf - of values that are no constants
   */
  times(node: GraphNode, shapeOf: ShapeOf): number;
}

const matrix: Multiplying = {
  factors: [0, 1],
  times: ({ inputs: [a, b] }, shapeOf) => (shapeOf(a) ? vectorsOf(shapeOf(a), -1) : vectorsOf(shapeOf(b), -2)),
};

const recurrentLayer: Multiplying = {
  factors: [1, 2],
  times({ inputs: [x], attributes: { layout } }, shapeOf) {
    const axis = layout?.type === 'int' && layout.value === 1n ? 1 : 0;
    return sizeOf(shapeOf(x)?.slice(axis, axis + 1));
  },
};

const MULTIPLYING: Readonly<Record<string, Multiplying>> = {
  Gemm: { factors: [0, 1], times: () => 1 },
  MatMul: matrix,
  Conv: { factors: [1], times: ({ outputs: [y] }, shapeOf) => sizeOf(shapeOf(y)?.slice(2)) },
  ConvTranspose: { factors: [1], times: ({ inputs: [x] }, shapeOf) => sizeOf(shapeOf(x)?.slice(2)) },
  RNN: recurrentLayer,
  GRU: recurrentLayer,
  LSTM: recurrentLayer,
};

const FILTERING: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose']);

/** Looks at sizes only, never at elements. Bodies are not counted: nobody knows how often they run. */
export function workOf(graph: Graph): Work {
  const sizes = new Map(graph.initializers.map(({ name, tensor }) => [name, tensor.data.length]));
  let types: ReturnType<typeof inferTypes> | undefined;
  const shapeOf: ShapeOf = (name = '') =>
    sizes.has(name) ? undefined : ((types ??= inferTypes(graph)).get(name)?.shape ?? undefined);
  const work = { nodes: graph.nodes.length, treeNodes: 0, treeSteps: 0, products: 0, recurrent: 0, filtered: 0 };
  for (const node of graph.nodes) {
    const { opType, attributes, inputs } = node;
    const features = attributes['nodes_featureids'];
    const roots = attributes['tree_roots'];
    if (features?.type === 'ints') {
      const trees = roots?.type === 'ints' ? roots.value.length : 1;
      work.treeNodes += features.value.length;
      work.treeSteps += trees * Math.log2(features.value.length / trees + 1);
    }
    const multiplying = Object.hasOwn(MULTIPLYING, opType) ? MULTIPLYING[opType] : undefined;
    const elements = multiplying?.factors.reduce((sum, i) => sum + (sizes.get(inputs[i] ?? '') ?? 0), 0) ?? 0;
    if (!multiplying || elements === 0) continue;
    const times = multiplying.times(node, shapeOf);
    const products = elements * (Number.isNaN(times) ? placesOf(graph) : times);
    work.products += products;
    if (multiplying === recurrentLayer) work.recurrent += products;
    if (FILTERING.has(opType)) work.filtered += products;
  }
  return work;
}

/** Product of lengths, one that is not known for 1; NaN when not even their number is known. */
function sizeOf(shape: readonly Dimension[] | undefined): number {
  return shape ? shape.reduce<number>((size, length) => size * (typeof length === 'number' ? length : 1), 1) : NaN;
}

/** Vectors that a matrix meets for one row: those along the axis that is summed, but for the rows', which is the unknown one or the first. */
function vectorsOf(shape: readonly Dimension[] | undefined, summed: -1 | -2): number {
  const others = shape?.filter((_, axis) => axis !== shape.length + summed);
  return sizeOf(others?.every((length) => typeof length === 'number') ? others.slice(1) : others);
}

/**
 * A guess at the places of an image or steps of a sequence: all axes of the widest input but the first, and but the shortest, which
 * are the channels. More than there are where a network narrows: an engine that is fast with many is then the better guess.
 */
function placesOf({ inputs }: Graph): number {
  const counts = inputs.map(({ shape }) => {
    const inner = (shape ?? []).slice(1).map((length) => (typeof length === 'number' ? length : 1));
    return inner.length < 2 ? 1 : inner.reduce((product, length) => product * length, 1) / Math.min(...inner);
  });
  return Math.max(1, ...counts.filter(Number.isFinite));
}
