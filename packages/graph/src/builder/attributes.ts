/** Attributes as plain values, turned into what the operator table says they are. */

import type { DenseTensor, DType } from '@brine/core';
import { graphBug } from '../errors.js';
import { ELEMENT_TYPE } from '../operators/dtypes.js';
import type { AttributeSpec, OperatorSpec } from '../operators/types.js';
import type { PendingAttribute, Subgraph } from './value.js';

/**
 * An attribute as a converter writes it. A dtype's name stands for its ONNX number (`{ to: 'float64' }`), a boolean for 0 and 1.
 * Undefined is an attribute left out.
 */
export type AttributeInput =
  | number
  | bigint
  | boolean
  | string
  | readonly number[]
  | readonly bigint[]
  | readonly string[]
  | Uint8Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | DenseTensor
  | Subgraph
  | undefined;

export type AttributeInputs = Readonly<Record<string, AttributeInput>>;

/** @throws CodecError `bug` for an attribute that the operator does not have or that is of another type */
export function toAttributes(spec: OperatorSpec, inputs: AttributeInputs): Record<string, PendingAttribute> {
  const attributes: Record<string, PendingAttribute> = {};
  for (const [name, input] of Object.entries(inputs)) {
    if (input === undefined) continue;
    const known = spec.attributes.get(name);
    if (!known) throw graphBug(spec.name, `has no attribute ${name}`);
    const attribute = MAKE[known.type]?.(input);
    if (!attribute)
      throw graphBug(spec.name, `attribute ${name} cannot be made of what was given: it is ${known.type}`);
    attributes[name] = attribute;
  }
  return attributes;
}

type Make = (input: AttributeInput) => PendingAttribute | undefined;

const MAKE: Readonly<Partial<Record<AttributeSpec['type'], Make>>> = {
  int(input) {
    const value = typeof input === 'string' ? ELEMENT_TYPE[input as DType] : input;
    if (typeof value === 'bigint') return { type: 'int', value };
    return Number.isInteger(value) || typeof value === 'boolean'
      ? { type: 'int', value: BigInt(value as number) }
      : undefined;
  },
  float: (input) => (typeof input === 'number' ? { type: 'float', value: Math.fround(input) } : undefined),
  string: (input) => (typeof input === 'string' ? { type: 'string', value: input } : undefined),
  ints(input) {
    if (input instanceof BigInt64Array || input instanceof Int32Array || input instanceof Uint8Array)
      return { type: 'ints', value: input };
    return Array.isArray(input) ? { type: 'ints', value: (input as (number | bigint)[]).map(BigInt) } : undefined;
  },
  floats(input) {
    if (input instanceof Float32Array) return { type: 'floats', value: input };
    if (input instanceof Float64Array) return { type: 'floats', value: Float32Array.from(input) };
    return Array.isArray(input) ? { type: 'floats', value: (input as number[]).map(Math.fround) } : undefined;
  },
  strings: (input) => (Array.isArray(input) ? { type: 'strings', value: input as string[] } : undefined),
  tensor: (input) => (isTensor(input) ? { type: 'tensor', value: input } : undefined),
  graph: (input) => (isSubgraph(input) ? { type: 'graph', value: input.scope } : undefined),
};

function isTensor(input: AttributeInput): input is DenseTensor {
  return typeof input === 'object' && 'dtype' in input && 'data' in input;
}

function isSubgraph(input: AttributeInput): input is Subgraph {
  return typeof input === 'object' && 'kind' in input && input.kind === 'subgraph';
}
