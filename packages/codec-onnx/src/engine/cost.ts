import type { EngineCost, Graph } from '@brine/core';
import { workOf } from '@brine/graph';

/**
 * Milliseconds, measured with forests, linear models and networks of 1 to 10,000 rows on one x86 core (docs/adr/0007-engine.md): it
 * takes long to start, and little for each row. They need only be right beside those of the other engines.
 */
interface Costs {
  readonly load: { readonly runtime: number; readonly treeNode: number };
  readonly run: Readonly<Record<'call' | 'node' | 'rowOfNode' | 'treeStep' | 'product' | 'filter', number>>;
}

const LOAD = { runtime: 50, treeNode: 1e-3 };
const RUN = { call: 0.015, node: 2e-3, rowOfNode: 5e-6, treeStep: 1e-5, product: 3.5e-8, filter: 1.2e-8 };

export const cost = costOf({ load: LOAD, run: RUN });

/** The estimate of a runtime that costs so much. */
export function costOf({ load, run }: Costs): (graph: Graph, rows: number) => EngineCost {
  return (graph, rows) => estimate(graph, rows, load, run);
}

function estimate(graph: Graph, rows: number, load: Costs['load'], run: Costs['run']): EngineCost {
  const { nodes, treeNodes, treeSteps, products, filtered } = workOf(graph);
  const multiplying = run.product * (products - filtered) + run.filter * filtered;
  return {
    start: load.runtime + load.treeNode * treeNodes,
    run: run.call + run.node * nodes + rows * (run.rowOfNode * nodes + run.treeStep * treeSteps + multiplying),
  };
}
