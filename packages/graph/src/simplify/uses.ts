/** Who uses which value of a graph. */

import type { Graph, GraphNode } from '@brine/core';
import { bodiesOf } from '../walk.js';

/** Names that the bodies of a node use, their own and those from outside alike; iterative, so that depth costs no stack. */
export function namesInBodies(node: GraphNode): Set<string> {
  const names = new Set<string>();
  const stack = [...bodiesOf(node)];
  for (let body = stack.pop(); body; body = stack.pop()) {
    for (const { name } of body.outputs) names.add(name);
    for (const inner of body.nodes) {
      for (const name of inner.inputs) names.add(name);
      stack.push(...bodiesOf(inner));
    }
  }
  return names;
}

/** Values whose names must stay: outputs of the graph, and what bodies use. */
export function pinnedNames(graph: Graph): Set<string> {
  const pinned = new Set(graph.outputs.map(({ name }) => name));
  for (const node of graph.nodes) for (const name of namesInBodies(node)) pinned.add(name);
  return pinned;
}

/** The graph without nodes and initializers that nothing uses. */
export function withoutUnused(graph: Graph): Graph {
  const used = new Set(graph.outputs.map(({ name }) => name));
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((name) => name !== '' && used.has(name))) continue;
    nodes.push(node);
    for (const name of node.inputs) used.add(name);
    for (const name of namesInBodies(node)) used.add(name);
  }
  const inputs = new Set(graph.inputs.map(({ name }) => name));
  return {
    ...graph,
    nodes: nodes.reverse(),
    initializers: graph.initializers.filter(({ name }) => used.has(name) || inputs.has(name)),
  };
}
