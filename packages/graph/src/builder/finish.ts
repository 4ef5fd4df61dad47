/** Turns what a builder holds into a Graph: only what the outputs need, by name. */

import type { Attribute, Dimension, Graph, GraphNode, Initializer, Port } from '@brine/core';
import { OPSETS } from '../operators/operator.js';
import type { OwnValue, PendingAttribute, PendingNode, Scope } from './value.js';

export function finish(scope: Scope): Graph {
  const live = liveValues(scope);
  const constants = new Map<OwnValue, Initializer>();
  const opsets: Record<string, number> = { '': OPSETS['']!.floor };
  return { ...finishScope(scope, live, constants, opsets), opsets, initializers: [...constants.values()] };
}

/** Values that the outputs need, directly or not; what a live subgraph takes from outside is among them. */
function liveValues(root: Scope): Set<OwnValue> {
  const live = new Set<OwnValue>();
  markScope(root, live);
  return live;
}

/** Nodes stand after what they use, so one pass from the end meets each node after all of its users. */
function markScope(scope: Scope, live: Set<OwnValue>): void {
  for (const { value } of scope.outputs) live.add(value);
  for (const node of scope.nodes.toReversed()) {
    if (!node.outputs.some((value) => live.has(value))) continue;
    for (const value of node.inputs) if (value) live.add(value);
    for (const attribute of Object.values(node.attributes)) if (isBody(attribute)) markScope(attribute.value, live);
  }
}

function isBody(attribute: PendingAttribute): attribute is { type: 'graph'; value: Scope } {
  return attribute.type === 'graph' && 'outer' in attribute.value;
}

function finishScope(
  scope: Scope,
  live: ReadonlySet<OwnValue>,
  constants: Map<OwnValue, Initializer>,
  opsets: Record<string, number>,
): Graph {
  const name = (value: OwnValue | undefined): string => {
    if (!value) return '';
    if (value.from === 'constant' && !constants.has(value))
      constants.set(value, { name: value.name, tensor: value.tensor! });
    return value.name;
  };
  const nodes = scope.nodes
    .filter((node) => node.outputs.some((value) => live.has(value)))
    .map((node): GraphNode => {
      opsets[node.domain] = Math.max(opsets[node.domain] ?? OPSETS[node.domain]!.floor, node.opset);
      return finishNode(node, name, (body) => finishScope(body, live, constants, opsets));
    });
  return {
    name: scope.name,
    opsets: {},
    inputs: scope.inputs.map(toPort),
    outputs: scope.outputs.map(({ name, value }) => toPort({ ...value, name })),
    initializers: [],
    nodes,
    metadata: {},
  };
}

function finishNode(
  node: PendingNode,
  name: (value: OwnValue | undefined) => string,
  body: (scope: Scope) => Graph,
): GraphNode {
  const attributes: Record<string, Attribute> = {};
  for (const [key, attribute] of Object.entries(node.attributes)) {
    attributes[key] = isBody(attribute) ? { type: 'graph', value: body(attribute.value) } : (attribute as Attribute);
  }
  const inputs = node.inputs.map(name);
  while (inputs.at(-1) === '') inputs.pop();
  const outputs = node.outputs.map(name);
  return { opType: node.opType, domain: node.domain, name: outputs[0]!, inputs, outputs, attributes };
}

function toPort({
  name,
  dtype,
  shape,
}: {
  name: string;
  dtype: Port['dtype'];
  shape: readonly Dimension[] | null;
}): Port {
  return { name, dtype, shape: shape && [...shape] };
}
