/** How much there is to compute, as far as engines differ in it. */

import type { Graph } from '@brine/core';

/** Counts that an engine's time depends on. */
export interface Work {
  readonly nodes: number;
  /** Inner nodes of all trees. */
  readonly treeNodes: number;
  /** Comparisons of one row with trees, if they are balanced. */
  readonly treeSteps: number;
  /** Products of one row with constant matrices. */
  readonly products: number;
}

const PRODUCTS: ReadonlySet<string> = new Set(['Gemm', 'MatMul']);

/** Looks at sizes only, never at elements. Bodies are not counted: nobody knows how often they run. */
export function workOf(graph: Graph): Work {
  const sizes = new Map(graph.initializers.map(({ name, tensor }) => [name, tensor.data.length]));
  let [treeNodes, treeSteps, products] = [0, 0, 0];
  for (const { opType, attributes, inputs } of graph.nodes) {
    const features = attributes['nodes_featureids'];
    const roots = attributes['tree_roots'];
    if (features?.type === 'ints') {
      const trees = roots?.type === 'ints' ? roots.value.length : 1;
      treeNodes += features.value.length;
      treeSteps += trees * Math.log2(features.value.length / trees + 1);
    }
    if (PRODUCTS.has(opType)) products += Math.max(sizes.get(inputs[0] ?? '') ?? 0, sizes.get(inputs[1] ?? '') ?? 0);
  }
  return { nodes: graph.nodes.length, treeNodes, treeSteps, products };
}
