/** Outputs of the operators with subgraphs, and of calls of the model's own functions. */

import type { Attribute, Graph, GraphFunction, GraphNode, Port } from '@brine/core';
import type { TypedValue } from '../infer.js';
import { graphOf, intOf, intsOf } from '../operators/attribute.js';
import { normalAxis } from '../shapes/dimensions.js';
import { commonShape } from './merge.js';
import type { Scope } from './node.js';

type Typed = TypedValue | undefined;

/** Infers a body whose inputs are of these types. @returns the types of its outputs */
export function inferBody(body: Graph | undefined, given: readonly Typed[], scope: Scope): Typed[] {
  if (!body) return [];
  const types = new Map<string, TypedValue>();
  body.inputs.forEach(({ name }, i) => {
    const type = given[i];
    if (type) types.set(name, type);
  });
  if (!scope.infer(body, { ...scope, types, outer: scope, depth: scope.depth + 1 })) return [];
  return body.outputs.map(({ name }) => lookUp(name, { ...scope, types, outer: scope }));
}

export function lookUp(name: string, scope: Scope): Typed {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const type = at.types.get(name);
    if (type) return type;
  }
  return undefined;
}

const dtypeOnly = (value: Typed): Typed => value && (value.type ? value : { dtype: value.dtype, shape: null });

function either(a: Typed, b: Typed): Typed {
  if (!a || !b) return a ?? b;
  if (a.type) return a;
  return { dtype: a.dtype, shape: commonShape(a.shape, b.shape) };
}

type BodyRule = (node: GraphNode, inputs: readonly Typed[], scope: Scope) => Typed[];

const inferIf: BodyRule = ({ attributes }, _, scope) => {
  const then = inferBody(graphOf(attributes, 'then_branch'), [], scope);
  const otherwise = inferBody(graphOf(attributes, 'else_branch'), [], scope);
  return then.map((type, i) => either(type, otherwise[i]));
};

/** A carried value may change its shape from turn to turn, unless the body states it. */
const inferLoop: BodyRule = ({ attributes }, inputs, scope) => {
  const carried = inputs.slice(2);
  const counter: TypedValue = { dtype: 'int64', shape: [] };
  const go: TypedValue = { dtype: 'bool', shape: [] };
  const given = [counter, go, ...carried.map(dtypeOnly)];
  const outputs = inferBody(graphOf(attributes, 'body'), given, scope).slice(1);
  return outputs.map((output, i) => {
    if (!output || output.type) return output;
    if (i < carried.length) return either({ dtype: output.dtype, shape: output.shape }, carried[i]);
    return { dtype: output.dtype, shape: output.shape && [null, ...output.shape] };
  });
};

/** Each turn takes a slice of the scanned inputs and gives one of the scan outputs. */
const inferScan: BodyRule = ({ attributes }, inputs, scope) => {
  const scanned = intOf(attributes, 'num_scan_inputs') ?? 0;
  const states = inputs.length - scanned;
  const inputAxes = intsOf(attributes, 'scan_input_axes') ?? [];
  const outputAxes = intsOf(attributes, 'scan_output_axes') ?? [];
  const first = inputs[states]?.shape;
  const turns = first ? (first[normalAxis(inputAxes[0] ?? 0, first.length)] ?? null) : null;
  const given = inputs.map((input, i): Typed => {
    if (!input || i < states) return input && { dtype: input.dtype, shape: input.shape };
    const { dtype, shape } = input;
    if (!shape) return { dtype, shape };
    const at = normalAxis(inputAxes[i - states] ?? 0, shape.length);
    return { dtype, shape: shape.filter((_, axis) => axis !== at) };
  });
  return inferBody(graphOf(attributes, 'body'), given, scope).map((output, i) => {
    if (!output || i < states || !output.shape) return output && { dtype: output.dtype, shape: output.shape };
    const at = normalAxis(outputAxes[i - states] ?? 0, output.shape.length + 1);
    return { dtype: output.dtype, shape: [...output.shape.slice(0, at), turns, ...output.shape.slice(at)] };
  });
};

const inferSequenceMap: BodyRule = ({ attributes }, inputs, scope) => {
  const given = inputs.map((input): Typed => {
    if (input?.type?.kind !== 'sequence') return input;
    const { element } = input.type;
    return element.kind === 'tensor' ? { dtype: element.dtype, shape: element.shape } : undefined;
  });
  return inferBody(graphOf(attributes, 'body'), given, scope).map((output): Typed => {
    if (!output) return undefined;
    const element = output.type ?? { kind: 'tensor' as const, dtype: output.dtype, shape: output.shape };
    return { dtype: 'object', shape: null, type: { kind: 'sequence', element } };
  });
};

export const BODY_RULES: ReadonlyMap<string, BodyRule> = new Map([
  ['If', inferIf],
  ['Loop', inferLoop],
  ['Scan', inferScan],
  ['SequenceMap', inferSequenceMap],
]);

/** A call of a function is its nodes with the call's inputs and attributes. */
export function inferCall(fn: GraphFunction, node: GraphNode, inputs: readonly Typed[], scope: Scope): Typed[] {
  const types = new Map<string, TypedValue>();
  fn.inputs.forEach((name, i) => {
    const type = inputs[i];
    if (type) types.set(name, type);
  });
  const body = {
    inputs: [] as Port[],
    outputs: [] as Port[],
    nodes: fn.nodes.map((inner) => withAttributes(inner, { ...fn.defaults, ...node.attributes })),
  };
  // Names within a function are its own: they are not among the graph's.
  const all = new Map<string, TypedValue>();
  const inside: Scope = { ...scope, types, outer: undefined, all, opsets: fn.opsets, depth: scope.depth + 1 };
  return scope.infer(body, inside) ? fn.outputs.map((name) => types.get(name)) : [];
}

function withAttributes(node: GraphNode, given: Readonly<Record<string, Attribute>>): GraphNode {
  const attributes = Object.create(null) as Record<string, Attribute>;
  for (const [name, attribute] of Object.entries(node.attributes)) {
    const value =
      attribute.type === 'ref'
        ? Object.hasOwn(given, attribute.value)
          ? given[attribute.value]
          : undefined
        : attribute;
    if (value) attributes[name] = value;
  }
  return { ...node, attributes };
}
