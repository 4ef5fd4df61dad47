/** Rewritings of a graph after which every output is the same to the last bit. */

import type { Attribute, Graph, GraphNode } from '@brine/core';
import { inferTypes, type TypedValue } from '../infer.js';
import { elementTypeOf, intsOf } from '../operators/attribute.js';
import { constantTensor } from '../operators/constant.js';
import { tensor } from '../tensor.js';
import { pinnedNames, withoutUnused } from './uses.js';

interface Known {
  readonly types: ReadonlyMap<string, TypedValue>;
  /** The node that gives a value. */
  readonly givers: ReadonlyMap<string, GraphNode>;
}

/** What a node may be instead: nothing but its first input, or another node. */
type Rewriting = (node: GraphNode, known: Known) => 'input' | GraphNode | undefined;

const castToItself: Rewriting = ({ inputs, attributes }, { types }) =>
  types.get(inputs[0]!)?.dtype === elementTypeOf(attributes, 'to') ? 'input' : undefined;

/** In inference nothing drops out; the mask would be another matter. */
const dropout: Rewriting = ({ inputs, outputs }) =>
  outputs.length === 1 && (inputs[2] ?? '') === '' ? 'input' : undefined;

const transpose: Rewriting = (node, { types, givers }) => {
  const order = intsOf(node.attributes, 'perm');
  if (!order) return undefined;
  if (order.every((axis, i) => axis === i)) return 'input';
  const before = givers.get(node.inputs[0]!);
  const first = before?.opType === 'Transpose' && before.domain === '' ? intsOf(before.attributes, 'perm') : undefined;
  if (!first || types.get(before!.inputs[0]!)?.shape?.length !== order.length) return undefined;
  const perm: Attribute = { type: 'ints', value: order.map((axis) => BigInt(first[axis]!)) };
  return { ...node, inputs: before!.inputs, attributes: { ...node.attributes, perm } };
};

/** A reshape of a reshape is one, unless the second copies a length from the first. */
const reshape: Rewriting = (node, { types, givers }) => {
  const before = givers.get(node.inputs[0]!);
  const target = types.get(node.inputs[1] ?? '')?.tensor?.data;
  if (before?.opType !== 'Reshape' || before.domain !== '' || before.inputs.length < 2 || !target) return undefined;
  if (Array.from(target as ArrayLike<bigint>).includes(0n)) return undefined;
  return { ...node, inputs: [before.inputs[0]!, node.inputs[1]!] };
};

const REWRITINGS: ReadonlyMap<string, Rewriting> = new Map<string, Rewriting>([
  ['Identity', () => 'input'],
  ['Cast', castToItself],
  ['Dropout', dropout],
  ['Transpose', transpose],
  ['Reshape', reshape],
]);

/**
 * Takes out what does nothing: Identity, a Cast to the same dtype, Dropout, Transposes that cancel, a Reshape of a Reshape, and what
 * nothing uses; Constant nodes and shapes that are known become initializers. Names of inputs and outputs stay; bodies are left as they are.
 */
export function simplifyGraph(graph: Graph): Graph {
  const types = inferTypes(graph);
  const pinned = pinnedNames(graph);
  const inputs = new Set(graph.inputs.map(({ name }) => name));
  const aliases = new Map<string, string>();
  const givers = new Map<string, GraphNode>();
  const nodes: GraphNode[] = [];
  const initializers = [...graph.initializers];
  // Before opset 7 operators had other meanings: Dropout dropped out.
  const isKnown = (graph.opsets[''] ?? 0) >= 7;
  for (const original of graph.nodes) {
    const node = { ...original, inputs: original.inputs.map((name) => aliases.get(name) ?? name) };
    const output = node.outputs[0] ?? '';
    const constant = pinned.has(output) ? undefined : constantOf(node, types.get(output));
    if (constant) {
      initializers.push({ name: output, tensor: constant });
      continue;
    }
    // A rewritten node may be rewritten again: three Transposes in a row are one.
    const rewriting = isKnown && node.domain === '' ? REWRITINGS.get(node.opType) : undefined;
    const rewritten = rewriting?.(node, { types, givers });
    const kept = typeof rewritten === 'object' ? rewritten : node;
    const isNothing = rewritten === 'input' || (rewritten && rewriting!(kept, { types, givers }) === 'input');
    // An input with a default may be fed with something else, but it is the same value under either name.
    if (isNothing && !pinned.has(output) && (types.has(kept.inputs[0]!) || inputs.has(kept.inputs[0]!))) {
      aliases.set(output, kept.inputs[0]!);
      continue;
    }
    for (const name of kept.outputs) givers.set(name, kept);
    nodes.push(kept);
  }
  return withoutUnused({ ...graph, nodes, initializers });
}

function constantOf({ opType, domain, outputs, attributes }: GraphNode, type: TypedValue | undefined) {
  if (domain !== '' || outputs.length !== 1) return undefined;
  if (opType === 'Constant') return constantTensor(attributes);
  const elements = opType === 'Shape' || opType === 'Size' ? type?.elements : undefined;
  if (!elements?.every((element) => typeof element === 'number')) return undefined;
  return tensor('int64', elements as readonly number[], type!.shape as readonly number[]);
}
