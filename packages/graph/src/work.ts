/** How much there is to compute, as far as engines differ in it. */

import type { Graph } from '@brine/core';

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

/** Inputs of operators that are matrices, or filters. */
const FACTORS: Readonly<Record<string, readonly number[]>> = {
  Gemm: [0, 1],
  MatMul: [0, 1],
  Conv: [1],
  ConvTranspose: [1],
  RNN: [1, 2],
  GRU: [1, 2],
  LSTM: [1, 2],
};

const RECURRENT: ReadonlySet<string> = new Set(['RNN', 'GRU', 'LSTM']);
const FILTERING: ReadonlySet<string> = new Set(['Conv', 'ConvTranspose']);

/** Looks at sizes only, never at elements. Bodies are not counted: nobody knows how often they run. */
export function workOf(graph: Graph): Work {
  const sizes = new Map(graph.initializers.map(({ name, tensor }) => [name, tensor.data.length]));
  let [treeNodes, treeSteps, products, recurrent, filtered] = [0, 0, 0, 0, 0];
  for (const { opType, attributes, inputs } of graph.nodes) {
    const features = attributes['nodes_featureids'];
    const roots = attributes['tree_roots'];
    if (features?.type === 'ints') {
      const trees = roots?.type === 'ints' ? roots.value.length : 1;
      treeNodes += features.value.length;
      treeSteps += trees * Math.log2(features.value.length / trees + 1);
    }
    const factors = Object.hasOwn(FACTORS, opType) ? FACTORS[opType]! : [];
    for (const i of factors) {
      const size = sizes.get(inputs[i] ?? '') ?? 0;
      products += size;
      if (RECURRENT.has(opType)) recurrent += size;
      if (FILTERING.has(opType)) filtered += size;
    }
  }
  const times = places(graph);
  return {
    nodes: graph.nodes.length,
    treeNodes,
    treeSteps,
    products: products * times,
    recurrent: recurrent * times,
    filtered: filtered * times,
  };
}

/**
 * Places of an image or steps of a sequence, at each of which the factors are met: all axes of the widest input but the first, and but the
 * shortest, which are the channels. More than there are where a network narrows: an engine that is fast with many is then the better guess.
 */
function places({ inputs }: Graph): number {
  const counts = inputs.map(({ shape }) => {
    const inner = (shape ?? []).slice(1).map((length) => (typeof length === 'number' ? length : 1));
    return inner.length < 2 ? 1 : inner.reduce((product, length) => product * length, 1) / Math.min(...inner);
  });
  return Math.max(1, ...counts.filter(Number.isFinite));
}
