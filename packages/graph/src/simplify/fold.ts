/** Nodes whose inputs are all constants, computed once. */

import type { DenseTensor, Graph, GraphNode } from '@brine/core';
import { inferTypes, type TypedValue } from '../infer.js';
import { bodiesOf } from '../walk.js';
import { pinnedNames, withoutUnused } from './uses.js';

/**
 * Runs a graph without inputs: a session of the engine that will run the rest, so that folding changes no bit.
 *
 * @returns its outputs by name; undefined when the engine does not support it
 */
export type Evaluate = (constants: Graph) => Promise<Readonly<Record<string, DenseTensor>> | undefined>;

/** A folded value of more elements would make the file larger than it saves time. */
const MOST_ELEMENTS = 1 << 16;

const RANDOM = new Set([
  'RandomNormal',
  'RandomUniform',
  'RandomNormalLike',
  'RandomUniformLike',
  'Multinomial',
  'Bernoulli',
  'Dropout',
]);

/** The graph with what follows from constants alone as constants. Bodies are left as they are. */
export async function foldConstants(graph: Graph, evaluate: Evaluate): Promise<Graph> {
  const types = inferTypes(graph);
  const pinned = pinnedNames(graph);
  const inputs = new Set(graph.inputs.map(({ name }) => name));
  const functions = new Set((graph.functions ?? []).map(({ domain, name }) => `${domain}:${name}`));
  const constant = new Set(graph.initializers.map(({ name }) => name).filter((name) => !inputs.has(name)));
  const folded = new Set<GraphNode>();
  for (const node of graph.nodes) {
    const isFoldable =
      !RANDOM.has(node.opType) &&
      !functions.has(`${node.domain}:${node.opType}`) &&
      bodiesOf(node).length === 0 &&
      node.inputs.every((name) => name === '' || constant.has(name)) &&
      node.outputs.every((name) => !pinned.has(name) && isSmall(types.get(name)));
    if (!isFoldable) continue;
    folded.add(node);
    for (const name of node.outputs) constant.add(name);
  }
  const used = new Set(graph.nodes.filter((node) => !folded.has(node)).flatMap(({ inputs }) => inputs));
  const wanted = [...folded].flatMap(({ outputs }) => outputs.filter((name) => name !== '' && used.has(name)));
  if (wanted.length === 0) return graph;
  const results = await evaluate(constantsOf(graph, [...folded], wanted, types));
  if (!results) return graph;
  return withoutUnused({
    ...graph,
    nodes: graph.nodes.filter((node) => !folded.has(node)),
    initializers: [
      ...graph.initializers,
      ...wanted.map((name) => {
        const { dtype, shape, data } = results[name]!;
        return { name, tensor: { dtype, shape, data } };
      }),
    ],
  });
}

function isSmall(type: TypedValue | undefined): boolean {
  if (!type?.shape?.every((length) => typeof length === 'number')) return false;
  return (type.shape as readonly number[]).reduce((product, length) => product * length, 1) <= MOST_ELEMENTS;
}

function constantsOf(
  graph: Graph,
  nodes: readonly GraphNode[],
  wanted: readonly string[],
  types: ReadonlyMap<string, TypedValue>,
): Graph {
  return withoutUnused({
    name: graph.name,
    opsets: graph.opsets,
    inputs: [],
    outputs: wanted.map((name) => ({ name, dtype: types.get(name)!.dtype, shape: types.get(name)!.shape })),
    initializers: graph.initializers,
    nodes,
    metadata: {},
  });
}
