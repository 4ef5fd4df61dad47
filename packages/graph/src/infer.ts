/** Types of all values of a graph, out of its inputs, initializers and operators. */

import { isCodecError, type DenseTensor, type Dimension, type DType, type Graph, type GraphNode } from '@brine/core';
import { bindNode } from './operators/bind.js';
import { findOperator } from './operators/operator.js';
import { inferShapes } from './shapes/rules.js';
import { bodiesOf } from './walk.js';

export interface TypedValue {
  readonly dtype: DType;
  /** Null when not even the number of axes is known. */
  readonly shape: readonly Dimension[] | null;
  /** Of an initializer. */
  readonly tensor?: DenseTensor;
}

/**
 * The type of each value that the operator table can tell, by name; those of subgraphs too. What an unknown operator gives is left out,
 * and so is what follows from it.
 */
export function inferTypes(graph: Graph): ReadonlyMap<string, TypedValue> {
  const types = new Map<string, TypedValue>();
  inferInto(types, graph);
  return types;
}

function inferInto(types: Map<string, TypedValue>, graph: Graph): void {
  for (const { name, tensor } of graph.initializers)
    types.set(name, { dtype: tensor.dtype, shape: tensor.shape, tensor });
  for (const { name, dtype, shape } of [...graph.inputs, ...(graph.values ?? [])]) {
    if (dtype !== 'object' && !types.has(name)) types.set(name, { dtype, shape });
  }
  for (const node of graph.nodes) {
    for (const body of bodiesOf(node)) inferInto(types, body);
    const outputs = outputsOf(node, types);
    node.outputs.forEach((name, i) => {
      const output = outputs[i];
      if (output && !types.has(name)) types.set(name, output);
    });
  }
  // An output states its type, which may be all that is known of it.
  for (const { name, dtype, shape } of graph.outputs) {
    const known = types.get(name);
    if (dtype !== 'object' && (!known || (!known.shape && shape))) types.set(name, { dtype, shape });
  }
}

/** @returns nothing for an operator that the table does not have or a node that it does not allow */
function outputsOf(node: GraphNode, types: ReadonlyMap<string, TypedValue>): readonly (TypedValue | undefined)[] {
  const spec = findOperator(node.domain, node.opType);
  if (!spec) return [];
  const inputs = node.inputs.map((name) => (name === '' ? undefined : types.get(name)));
  if (node.inputs.some((name, i) => name !== '' && !inputs[i])) return [];
  const outputCount = node.outputs.length;
  try {
    const dtypes = bindNode(
      spec,
      inputs.map((input) => input?.dtype),
      node.attributes,
      outputCount,
    ).outputs;
    const shapes = inferShapes(node.opType, { inputs, attributes: node.attributes, outputCount });
    return dtypes.map((dtype, i) => dtype && { dtype, shape: shapes[i] ?? null });
  } catch (error) {
    if (isCodecError(error)) return [];
    throw error;
  }
}
