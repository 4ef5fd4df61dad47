/** Types of all values of a graph, out of its inputs, initializers and operators. */

import type { DenseTensor, Dimension, DType, Graph, GraphFunction, Port, ValueType } from '@brine/core';
import { inferNode, type Scope } from './infer/node.js';
import { differ, mergeShapes } from './infer/merge.js';

export interface TypedValue {
  /** `object` for what is no tensor: see {@link type}. */
  readonly dtype: DType;
  /** Null when not even the number of axes is known. */
  readonly shape: readonly Dimension[] | null;
  /** Of an initializer. */
  readonly tensor?: DenseTensor;
  /** Of integers with one axis or none: its elements, as far as they are known. */
  readonly elements?: readonly Dimension[];
  /** Of a sequence, an optional or a map. */
  readonly type?: ValueType;
}

/** Functions in functions and bodies in bodies that are followed; what lies deeper stays unknown. */
const DEPTH = 64;

/**
 * The type of each value that the operator table can tell, by name; those of subgraphs too. What an unknown operator gives is left out,
 * and so is what follows from it. What the graph states of a value is taken for true.
 */
export function inferTypes(graph: Graph): ReadonlyMap<string, TypedValue> {
  return infer(graph, () => undefined).all;
}

/** The types of a graph's own values and of each body's: two bodies may name other values alike. Those of functions are of one call. */
export function inferScopes(graph: Graph): ReadonlyMap<object, ReadonlyMap<string, TypedValue>> {
  return infer(graph, () => undefined).scopes;
}

/** Where a graph contradicts itself: an operator gets what it does not take, or a value is stated to be what it is not. */
export interface TypeProblem {
  /** Of the value or of the node's first output. */
  readonly name: string;
  readonly message: string;
}

/** What onnx's checker finds by inference (`full_check`). */
export function checkTypes(graph: Graph): TypeProblem[] {
  const problems: TypeProblem[] = [];
  infer(graph, (name, message) => problems.push({ name, message }));
  return problems;
}

function infer(graph: Graph, report: Scope['report']): Pick<Scope, 'all' | 'scopes'> {
  const all = new Map<string, TypedValue>();
  const scopes: Scope['scopes'] = new Map();
  const functions = new Map<string, GraphFunction>();
  // Of overloads, which are functions of one name, a node says which it means only in what is kept of the file: none is followed.
  const overloaded = new Set<string>();
  for (const fn of graph.functions ?? []) {
    const name = `${fn.domain}:${fn.name}`;
    if (functions.has(name)) overloaded.add(name);
    functions.set(name, fn);
  }
  const { opsets } = graph;
  inferScope(graph, {
    types: new Map(),
    outer: undefined,
    all,
    scopes,
    functions,
    overloaded,
    opsets,
    depth: 0,
    infer: inferScope,
    report,
  });
  return { all, scopes };
}

/** @returns false where it would go too deep */
function inferScope(graph: Pick<Graph, 'inputs' | 'outputs' | 'nodes'> & Partial<Graph>, scope: Scope): boolean {
  if (scope.depth > DEPTH) return false;
  const { types, all, scopes } = scope;
  // One object that is two bodies has no types of its own.
  scopes.set(graph, scopes.has(graph) ? new Map() : types);
  for (const { name, tensor } of graph.initializers ?? [])
    types.set(name, { dtype: tensor.dtype, shape: tensor.shape, tensor });
  for (const { name, tensor } of graph.sparseInitializers ?? [])
    types.set(name, { dtype: tensor.values.dtype, shape: tensor.shape });
  for (const port of graph.inputs) state(scope, port);
  const stated = new Map((graph.values ?? []).map((port) => [port.name, port]));
  for (const port of graph.outputs) stated.set(port.name, port);
  for (const node of graph.nodes) {
    const outputs = inferNode(node, scope);
    node.outputs.forEach((name, i) => {
      const output = outputs[i];
      if (name === '') return;
      if (output && !types.has(name)) types.set(name, output);
      const port = stated.get(name);
      if (port) state(scope, port);
    });
  }
  for (const port of stated.values()) state(scope, port);
  for (const [name, type] of types) if (!all.has(name)) all.set(name, type);
  return true;
}

/** Adds what a port says to what is known. */
function state({ types, report }: Scope, { name, dtype, shape, type }: Port): void {
  const known = types.get(name);
  if (type) {
    if (!known) types.set(name, { dtype: 'object', shape: null, type });
    return;
  }
  if (dtype === 'object' || known?.type) return;
  if (known && known.dtype !== dtype) report(name, `${name} is ${known.dtype}, but stated to be ${dtype}`);
  if (known && differ(known.shape, shape)) {
    report(name, `${name} has the shape ${shapeText(known.shape)}, but ${shapeText(shape)} is stated`);
  }
  types.set(name, { ...known, dtype: known?.dtype ?? dtype, shape: mergeShapes(shape, known?.shape ?? null) });
}

const shapeText = (shape: TypedValue['shape']) => `[${(shape ?? []).map((length) => length ?? '?').join(', ')}]`;
