/** The dtype of every value of a graph, by the operator table, and why the engine cannot run it. */

import { type DType, type Graph, type GraphNode, isCodecError } from '@brine/core';
import { bindNode, DTYPE_LETTERS, findOperator, type OperatorSpec, OPSETS } from '@brine/graph';
import { isHeld } from '../held.js';
import { kernelOf } from '../kernels/index.js';
import type { Kernel } from '../kernels/kernel.js';
import { bodiesFit } from './bodies.js';

/** A graph, and the dtypes of its values by name. */
export interface TypedGraph {
  readonly graph: Graph;
  readonly dtypes: ReadonlyMap<string, DType>;
  readonly opsets: Readonly<Record<string, number>>;
  /** By node and attribute. */
  readonly bodies: ReadonlyMap<GraphNode, ReadonlyMap<string, TypedGraph>>;
}

/** Bodies in bodies: nothing that a converter makes comes near, and planning goes as deep. */
const DEPTH = 32;

interface Scope {
  readonly dtypes: Map<string, DType>;
  readonly outer: Scope | undefined;
  readonly depth: number;
}

/**
 * Operators as older opsets have them are taken to those of the table.
 *
 * @param reasons - gets what speaks against running it; when there is any, the result is not complete
 */
export async function typeGraph(graph: Graph, reasons: Set<string>): Promise<TypedGraph> {
  const against = new Set<string>();
  const typed = typeAsIs(graph, against);
  if (against.size === 0) return typed;
  const { raiseOpset } = await import('./older.js');
  const raised = raiseOpset(typed.graph);
  if (raised) return typeAsIs(raised, reasons);
  for (const reason of against) reasons.add(reason);
  return typed;
}

/** Of a graph in opsets of the table. Inputs that are initializers too are no inputs. */
export function typeAsIs(given: Graph, reasons: Set<string>): TypedGraph {
  const initializers = new Set(given.initializers.map(({ name }) => name));
  const graph = { ...given, inputs: given.inputs.filter(({ name }) => !initializers.has(name)) };
  for (const [domain, version] of Object.entries(graph.opsets)) {
    const newest = OPSETS[domain === 'ai.onnx' ? '' : domain]?.newest;
    if (newest !== undefined && version > newest)
      reasons.add(`opset ${version} of ${domain || 'ai.onnx'} is newer than ${newest}`);
  }
  if ((graph.functions ?? []).length > 0) reasons.add('it defines functions of its own');
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) reasons.add('this machine is big-endian');
  return typeScope(graph, graph.opsets, undefined, reasons);
}

function typeScope(
  graph: Graph,
  opsets: Readonly<Record<string, number>>,
  outer: Scope | undefined,
  reasons: Set<string>,
): TypedGraph {
  const scope: Scope = { dtypes: new Map(), outer, depth: (outer?.depth ?? 0) + 1 };
  const bodies = new Map<GraphNode, ReadonlyMap<string, TypedGraph>>();
  const define = (name: string, dtype: DType): void => {
    if (!isHeld(dtype)) reasons.add(`${name} is ${dtype}, which it does not hold`);
    scope.dtypes.set(name, dtype);
  };
  if ((graph.sparseInitializers ?? []).length > 0) reasons.add('it has sparse initializers');
  for (const { name, dtype, type } of graph.inputs) {
    if (type && type.kind !== 'tensor') reasons.add(`the input ${name} is a ${type.kind}`);
    else define(name, dtype);
  }
  for (const { name, tensor } of graph.initializers) define(name, tensor.dtype);
  for (const node of graph.nodes) {
    const own = new Map<string, TypedGraph>();
    for (const [name, attribute] of Object.entries(node.attributes)) {
      if (attribute.type !== 'graph') continue;
      if (scope.depth < DEPTH) own.set(name, typeScope(attribute.value, opsets, scope, reasons));
      else reasons.add(`bodies are nested deeper than ${DEPTH}`);
    }
    bodies.set(node, own);
    const outputs = typeNode(node, opsets, scope, own, reasons);
    node.outputs.forEach((name, i) => {
      const dtype = outputs?.[i];
      if (name !== '' && dtype !== undefined) define(name, dtype);
    });
  }
  for (const { name } of graph.outputs)
    if (lookup(scope, name) === undefined && reasons.size === 0) reasons.add(`nothing makes the output ${name}`);
  return { graph, dtypes: scope.dtypes, opsets, bodies };
}

function lookup(scope: Scope, name: string): DType | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const dtype = at.dtypes.get(name);
    if (dtype !== undefined) return dtype;
  }
  return undefined;
}

/** @returns the dtypes of its outputs; undefined with a reason */
function typeNode(
  node: GraphNode,
  opsets: Readonly<Record<string, number>>,
  scope: Scope,
  bodies: ReadonlyMap<string, TypedGraph>,
  reasons: Set<string>,
): (DType | undefined)[] | undefined {
  const { domain, opType } = node;
  const kernel = kernelOf(domain, opType);
  const spec = findOperator(domain, opType);
  if (!kernel || !(spec ?? kernel.outputs)) {
    reasons.add(`it has no kernel for ${domain === '' ? '' : `${domain}.`}${opType}`);
    return undefined;
  }
  const inputs = node.inputs.map((name) => (name === '' ? undefined : lookup(scope, name)));
  // A value without a dtype comes of a node that has a reason against it already.
  if (node.inputs.some((name, i) => name !== '' && inputs[i] === undefined)) {
    if (reasons.size === 0) reasons.add(`nothing makes an input of ${opType} ${node.name}`);
    return undefined;
  }
  if (!spec) return typeUnlisted(node, kernel, inputs, reasons);
  try {
    const { outputs, opset } = bindNode(spec, inputs, node.attributes, node.outputs.length);
    const given = opsets[domain] ?? (domain === '' ? opsets['ai.onnx'] : undefined) ?? 0;
    if (given < opset) reasons.add(`it runs ${opType} as of opset ${opset}, not of ${given}`);
    if (!bodiesFit(node, bodies)) {
      reasons.add(`the body of ${opType} ${node.name} does not take and give what the node does`);
      return undefined;
    }
    const types = bodies.size > 0 ? bodyTypes(node, bodies) : outputs;
    const refused = kernel.refuses?.(node);
    if (refused !== undefined) reasons.add(`it does not run ${opType} with ${refused}`);
    for (const reason of lacking(kernel, spec, inputs, types)) reasons.add(reason);
    return [...types];
  } catch (error) {
    if (!isCodecError(error)) throw error;
    reasons.add(error.message);
    return undefined;
  }
}

/** The outputs of an operator that the table does not have. */
function typeUnlisted(
  node: GraphNode,
  kernel: Kernel,
  [input]: readonly (DType | undefined)[],
  reasons: Set<string>,
): (DType | undefined)[] {
  const refused = kernel.refuses?.(node);
  if (refused !== undefined) reasons.add(`it does not run ${node.opType} with ${refused}`);
  if (!Array.from(kernel.types['T'] ?? '').some((letter) => DTYPE_LETTERS[letter] === input))
    reasons.add(`it has no kernel for ${node.opType} of ${input ?? 'nothing'}`);
  return [...kernel.outputs!(node)];
}

/** What a Loop or an If gives is what its body gives. */
function bodyTypes(node: GraphNode, bodies: ReadonlyMap<string, TypedGraph>): (DType | undefined)[] {
  const [body] = bodies.values();
  const { graph, dtypes } = body!;
  const types = graph.outputs.map(({ name, dtype }) => dtypes.get(name) ?? dtype);
  return node.opType === 'Loop' ? types.slice(1) : types;
}

/** Type parameters at dtypes that the kernel does not take. */
function* lacking(
  kernel: Kernel,
  spec: OperatorSpec,
  inputs: readonly (DType | undefined)[],
  outputs: readonly (DType | undefined)[],
): Iterable<string> {
  for (const [parameters, dtypes] of [
    [spec.inputs, inputs],
    [spec.outputs, outputs],
  ] as const) {
    for (const [i, dtype] of dtypes.entries()) {
      const { type } = parameters[Math.min(i, parameters.length - 1)]!;
      const letters = type === undefined ? undefined : kernel.types[type];
      if (dtype === undefined || letters === undefined) continue;
      if (!Array.from(letters).some((letter) => DTYPE_LETTERS[letter] === dtype))
        yield `it has no kernel for ${spec.name} of ${dtype}`;
    }
  }
}
