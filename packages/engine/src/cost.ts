import type { EngineCost, Graph } from '@brine/core';
import { workOf } from '@brine/graph';
import { hasVectors } from './simd/vectors.js';

/**
 * Milliseconds, measured with forests, linear models and networks of 1 to 10,000 rows on one x86 core (docs/adr/0007-engine.md). They
 * need only be right beside those of the other engines.
 */
const LOAD = { graph: 0.2, treeNode: 1.5e-4 };
const RUN = {
  node: 3e-4,
  rowOfNode: 2e-5,
  treeStep: 1e-5,
  product: 7e-8,
  filter: 4e-8,
  recurrent: 1.3e-7,
  scalar: 1e-6,
};

export function cost(graph: Graph, rows: number): EngineCost {
  const { nodes, treeNodes, treeSteps, products, recurrent, filtered } = workOf(graph);
  const dense = products - recurrent - filtered;
  const multiplying = hasVectors()
    ? RUN.product * dense + RUN.filter * filtered + RUN.recurrent * recurrent
    : RUN.scalar * products;
  return {
    start: LOAD.graph + LOAD.treeNode * treeNodes,
    run: RUN.node * nodes + rows * (RUN.rowOfNode * nodes + RUN.treeStep * treeSteps + multiplying),
  };
}
