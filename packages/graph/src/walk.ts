import type { Graph, GraphNode } from '@brine/core';

/** The nodes of a graph, its functions, and their subgraphs, each before those within it; iterative, so that depth costs no stack. */
export function* allNodes({ nodes, functions = [] }: Pick<Graph, 'nodes' | 'functions'>): Generator<GraphNode> {
  const stack = [...nodes, ...functions.flatMap((fn) => fn.nodes)].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    for (const graph of bodiesOf(node).reverse()) stack.push(...graph.nodes.toReversed());
  }
}

/** The subgraphs of a node, in order. */
export function bodiesOf({ attributes }: GraphNode): Graph[] {
  return Object.values(attributes).flatMap((attribute) => {
    if (attribute.type === 'graph') return [attribute.value];
    return attribute.type === 'graphs' ? attribute.value : [];
  });
}
