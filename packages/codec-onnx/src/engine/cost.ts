import type { EngineCost, Graph } from '@brine/core';
import { workOf } from '@brine/graph';

/**
 * Milliseconds, measured with forests, linear models and networks of 1 to 10,000 rows on one x86 core (docs/adr/0007-engine.md): it
 * takes long to start, and little for each row. They need only be right beside those of the other engines.
 */
const LOAD = { runtime: 50, treeNode: 1e-3 };
const RUN = { call: 0.015, node: 2e-3, rowOfNode: 5e-6, treeStep: 1e-5, product: 1.5e-7 };

export function cost(graph: Graph, rows: number): EngineCost {
  const { nodes, treeNodes, treeSteps, products } = workOf(graph);
  return {
    start: LOAD.runtime + LOAD.treeNode * treeNodes,
    run:
      RUN.call + RUN.node * nodes + rows * (RUN.rowOfNode * nodes + RUN.treeStep * treeSteps + RUN.product * products),
  };
}
