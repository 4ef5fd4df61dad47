/** Checks a node against its operator and infers what it gives: dtypes, the opset that it needs, whether it has kernels. */

import type { DType } from '@brine/core';
import { graphBug } from '../errors.js';
import type { Attributes } from './attribute.js';
import { OUTPUT_TYPES } from './output-types.js';
import type { OperatorSpec, Parameter } from './types.js';

export interface Binding {
  /** A dtype for each output; undefined where only a subgraph tells. */
  readonly outputs: readonly (DType | undefined)[];
  /** The lowest opset of the operator's domain in which this node is valid. */
  readonly opset: number;
  /** Type parameters at a dtype for which ONNX Runtime has no kernel. Undefined when it has them all. */
  readonly lacking?: string;
}

/**
 * @param inputs - a dtype for each input, undefined for an optional one left out
 * @throws CodecError `bug` for a node that the operator does not allow
 */
export function bindNode(
  spec: OperatorSpec,
  inputs: readonly (DType | undefined)[],
  attributes: Attributes,
  outputCount: number,
): Binding {
  checkCount(spec, 'inputs', spec.inputs, inputs.length);
  checkCount(spec, 'outputs', spec.outputs, outputCount);
  let opset = Math.max(spec.since, checkAttributes(spec, attributes));
  const bound = new Map<string, DType>();
  inputs.forEach((dtype, index) => {
    const parameter = parameterAt(spec.inputs, index)!;
    if (dtype === undefined) {
      if (parameter.option !== 'optional') throw graphBug(spec.name, `input ${parameter.name} is missing`);
      return;
    }
    opset = Math.max(opset, parameter.since, bindParameter(spec, parameter, dtype, bound));
  });
  const rule = OUTPUT_TYPES[spec.name];
  if (rule) {
    const [name, dtype] = rule(attributes, bound);
    if (dtype === undefined) throw graphBug(spec.name, 'the attributes do not say the dtype of its output');
    if (!bound.has(name)) opset = Math.max(opset, bind(spec, name, dtype, bound));
  }
  const outputs = Array.from({ length: outputCount }, (_, index) => {
    const parameter = parameterAt(spec.outputs, index)!;
    opset = Math.max(opset, parameter.since);
    return parameter.option === 'mixed' ? undefined : outputType(spec, parameter, bound);
  });
  const lacking = lackingKernel(spec, bound);
  return { outputs, opset, ...(lacking === undefined ? {} : { lacking }) };
}

function parameterAt(parameters: readonly Parameter[], index: number): Parameter | undefined {
  return parameters[Math.min(index, parameters.length - 1)];
}

function checkCount(spec: OperatorSpec, what: string, parameters: readonly Parameter[], count: number): void {
  const last = parameters.at(-1)?.option;
  const most = last === 'variadic' || last === 'mixed' ? Infinity : parameters.length;
  const least =
    parameters.findLastIndex(({ option }) => option === 'single' || (option === 'variadic' && what === 'inputs')) + 1;
  if (count < least || count > most) throw graphBug(spec.name, `takes ${least} to ${most} ${what}, not ${count}`);
}

/** @returns the opset that the attributes need */
function checkAttributes(spec: OperatorSpec, attributes: Attributes): number {
  let opset = 0;
  for (const [name, { type }] of Object.entries(attributes)) {
    const known = spec.attributes.get(name);
    if (!known) throw graphBug(spec.name, `has no attribute ${name}`);
    if (known.type !== type) throw graphBug(spec.name, `attribute ${name} is ${known.type}, not ${type}`);
    opset = Math.max(opset, known.since);
  }
  for (const { name, required } of spec.attributes.values()) {
    if (required && !attributes[name]) throw graphBug(spec.name, `attribute ${name} is missing`);
  }
  return opset;
}

function bindParameter(spec: OperatorSpec, parameter: Parameter, dtype: DType, bound: Map<string, DType>): number {
  if (parameter.type !== undefined) return parameter.option === 'mixed' ? 0 : bind(spec, parameter.type, dtype, bound);
  if (parameter.dtype !== dtype)
    throw graphBug(spec.name, `input ${parameter.name} is ${parameter.dtype}, not ${dtype}`);
  return 0;
}

/** @returns the first opset that allows the dtype */
function bind(spec: OperatorSpec, name: string, dtype: DType, bound: Map<string, DType>): number {
  const known = bound.get(name);
  if (known !== undefined && known !== dtype)
    throw graphBug(spec.name, `its inputs of type ${name} are ${known} and ${dtype}`);
  const since = spec.types.get(name)?.get(dtype);
  if (since === undefined) throw graphBug(spec.name, `does not take ${dtype} (type ${name})`);
  bound.set(name, dtype);
  return since;
}

function outputType(spec: OperatorSpec, parameter: Parameter, bound: ReadonlyMap<string, DType>): DType {
  const dtype = parameter.dtype ?? bound.get(parameter.type!) ?? soleType(spec, parameter.type!);
  if (dtype === undefined) throw graphBug(spec.name, `the dtype of output ${parameter.name} is not known`);
  return dtype;
}

function soleType(spec: OperatorSpec, name: string): DType | undefined {
  const allowed = spec.types.get(name);
  return allowed?.size === 1 ? allowed.keys().next().value : undefined;
}

function lackingKernel(spec: OperatorSpec, bound: ReadonlyMap<string, DType>): string | undefined {
  if (!spec.kernels) return 'no kernel at any dtype';
  for (const [name, dtype] of bound) {
    if (spec.kernels.get(name)?.has(dtype) === false) return `no kernel for ${dtype} (type ${name})`;
  }
  return undefined;
}
