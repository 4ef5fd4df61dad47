/** Types of the outputs of one node. */

import {
  isCodecError,
  type Attribute,
  type Graph,
  type GraphFunction,
  type GraphNode,
  type ValueType,
} from '@brine/core';
import type { TypedValue } from '../infer.js';
import { bindNode } from '../operators/bind.js';
import { constantTensor } from '../operators/constant.js';
import { earlierOperator, movedInputs } from '../operators/earlier.js';
import { findOperator, OPSETS } from '../operators/operator.js';
import type { OperatorSpec } from '../operators/types.js';
import { inferElements } from '../shapes/elements.js';
import { inferShapes } from '../shapes/rules.js';
import { TYPE_RULES } from '../shapes/sequences.js';
import { bodiesOf } from '../walk.js';
import { BODY_RULES, inferBody, inferCall, lookUp } from './bodies.js';

/** A graph or body while its values are typed. */
export interface Scope {
  readonly types: Map<string, TypedValue>;
  readonly outer: Scope | undefined;
  /** Types of all scopes, by name. */
  readonly all: Map<string, TypedValue>;
  /** Types of each scope, by its graph. */
  readonly scopes: Map<object, ReadonlyMap<string, TypedValue>>;
  /** The model's own, by domain, colon and name. */
  readonly functions: ReadonlyMap<string, GraphFunction>;
  /** Names of {@link functions} that several functions have. */
  readonly overloaded: ReadonlySet<string>;
  /** Version by domain. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly depth: number;
  /** Told what contradicts itself. */
  readonly report: (name: string, message: string) => void;
  /** Given, because bodies contain nodes. */
  readonly infer: (graph: Pick<Graph, 'inputs' | 'outputs' | 'nodes'> & Partial<Graph>, scope: Scope) => boolean;
}

type Typed = TypedValue | undefined;

/** @returns nothing for an operator that is not known or a node that it does not allow */
export function inferNode(node: GraphNode, scope: Scope): readonly Typed[] {
  const inputs = node.inputs.map((name) => (name === '' ? undefined : lookUp(name, scope)));
  const key = `${node.domain}:${node.opType}`;
  if (scope.overloaded.has(key)) return [];
  const fn = scope.functions.get(key);
  if (fn) return inferCall(fn, node, inputs, scope);
  const isStandard = node.domain === '' || node.domain === 'ai.onnx.ml';
  const body = node.domain === '' ? BODY_RULES.get(node.opType) : undefined;
  if (body) return body(node, inputs, scope);
  for (const inner of bodiesOf(node)) inferBody(inner, [], scope);
  if (!isStandard || node.inputs.some((name, i) => name !== '' && !inputs[i])) return [];
  const hasOther = inputs.some((input) => input?.type);
  const spec = findOperator(node.domain, node.opType) ?? earlierOperator(node.domain, node.opType);
  if (hasOther || !spec) return inferOther(node, inputs);
  return inferTensors(spec, node, inputs, scope);
}

/** Of sequences, optionals and maps. */
function inferOther({ opType, attributes }: GraphNode, inputs: readonly Typed[]): readonly Typed[] {
  const rule = TYPE_RULES.get(opType);
  const types = inputs.map(
    (input): ValueType | undefined =>
      input && (input.type ?? { kind: 'tensor', dtype: input.dtype, shape: input.shape }),
  );
  const type = rule?.({ types, inputs, attributes });
  if (!type) return [];
  return [type.kind === 'tensor' ? { dtype: type.dtype, shape: type.shape } : { dtype: 'object', shape: null, type }];
}

function inferTensors(
  spec: OperatorSpec,
  node: GraphNode,
  given: readonly Typed[],
  { opsets, report }: Scope,
): readonly Typed[] {
  const inputs = withMovedInputs(node, given);
  const isOpen = (parameters: OperatorSpec['inputs']) => /variadic|mixed/.test(parameters.at(-1)?.option ?? '');
  const most = isOpen(spec.outputs) ? Infinity : spec.outputs.length;
  const outputCount = Math.min(node.outputs.length, most);
  const dtypesIn = inputs.map((input) => input?.dtype);
  const attributes = knownAttributes(spec, node.attributes);
  let dtypes;
  try {
    dtypes = bindNode(
      spec,
      isOpen(spec.inputs) ? dtypesIn : dtypesIn.slice(0, spec.inputs.length),
      attributes,
      outputCount,
    ).outputs;
  } catch (error) {
    if (!isCodecError(error)) throw error;
    // Below the table's floor an operator may have been another.
    if ((opsets[node.domain] ?? 0) >= (OPSETS[node.domain]?.floor ?? Infinity))
      report(node.outputs[0] ?? '', error.message);
    return [];
  }
  const call = { inputs, attributes: node.attributes, outputCount };
  const shapes = inferShapes(node.opType, call);
  return dtypes.map((dtype, i) => {
    if (!dtype) return undefined;
    const type = { dtype, shape: shapes[i] ?? null };
    const elements = i === 0 ? inferElements(node.opType, call, type) : undefined;
    const tensor = node.opType === 'Constant' ? constantTensor(node.attributes) : undefined;
    return { ...type, ...(tensor ? { tensor } : {}), ...(elements ? { elements } : {}) };
  });
}

function withMovedInputs(node: GraphNode, given: readonly Typed[]): Typed[] {
  const inputs = [...given];
  for (const { index, tensor } of movedInputs(node)) {
    while (inputs.length <= index) inputs.push(undefined);
    inputs[index] ??= { dtype: tensor.dtype, shape: tensor.shape, tensor };
  }
  return inputs;
}

/** Without those of earlier opsets, of which the table knows nothing. */
function knownAttributes({ attributes }: OperatorSpec, given: GraphNode['attributes']): Record<string, Attribute> {
  const known = Object.create(null) as Record<string, Attribute>;
  for (const [name, attribute] of Object.entries(given)) {
    if (attributes.get(name)?.type === attribute.type) known[name] = attribute;
  }
  return known;
}
