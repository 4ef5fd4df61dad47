/** Datasets as tensors. */

import {
  type DenseTensor,
  type DType,
  elementsOf,
  type ElementType,
  type Hierarchy,
  type HierarchyArray,
  type HierarchyDataset,
  sizeOf,
  type Tensor,
} from '@brine/core';
import { unsupported } from './errors.js';
import { decodeText } from './read/cursor.js';
import { walk } from './walk.js';

const FLOATS: Readonly<Record<string, DType>> = {
  'ieee 2': 'float16',
  'ieee 4': 'float32',
  'ieee 8': 'float64',
  'bfloat16 2': 'bfloat16',
  'float8_e4m3 1': 'float8_e4m3fn',
  'float8_e5m2 1': 'float8_e5m2',
};

/** The element type of tensors that holds it; undefined where there is none. */
export function dtypeOf(type: ElementType): DType | undefined {
  switch (type.kind) {
    case 'integer':
      return [1, 2, 4, 8].includes(type.size) ? (`${type.signed ? '' : 'u'}int${type.size * 8}` as DType) : undefined;
    case 'float':
      return FLOATS[`${type.format} ${type.size}`];
    case 'enum':
      return isBool(type) ? 'bool' : dtypeOf(type.base);
    case 'string':
      return 'str';
    case 'complex':
    case 'compound': {
      const part = complexPart(type);
      return part?.kind === 'float' && part.format === 'ieee'
        ? ({ 4: 'complex64', 8: 'complex128' } as const)[part.size as 4 | 8]
        : undefined;
    }
    default:
      return undefined;
  }
}

/** h5py's booleans. */
export function isBool(type: ElementType): boolean {
  return (
    type.kind === 'enum' &&
    type.members.size === 2 &&
    type.members.get('FALSE') === 0n &&
    type.members.get('TRUE') === 1n
  );
}

/** h5py's complex numbers: a record of `r` and `i`. */
export function complexPart(type: ElementType): ElementType | undefined {
  if (type.kind === 'complex') return type.base;
  if (type.kind !== 'compound' || type.fields.length !== 2) return undefined;
  const [re, im] = type.fields as [ElementField, ElementField];
  const isPair = re.name === 'r' && im.name === 'i' && re.offset === 0 && im.offset === re.type.size;
  return isPair && re.type.kind === 'float' && re.type.size === im.type.size && type.size === 2 * re.type.size
    ? re.type
    : undefined;
}

type ElementField = Extract<ElementType, { kind: 'compound' }>['fields'][number];

export function isBigEndian(type: ElementType): boolean {
  if (type.kind === 'enum') return isBigEndian(type.base);
  const part = complexPart(type);
  if (part) return isBigEndian(part);
  return 'bigEndian' in type && type.bigEndian;
}

/** @throws CodecError `unsupported` for elements that no tensor holds */
export function toDense(array: HierarchyArray, offset?: number): DenseTensor {
  const { type, bytes, items } = array;
  const shape = array.shape ?? [0];
  const dtype = dtypeOf(type);
  if (dtype === 'str' && type.kind === 'string') {
    const texts = items
      ? items.map((item) => (item.kind === 'text' ? decodeText(item.bytes) : ''))
      : Array.from({ length: sizeOf(shape) }, (_, i) => fixedText(bytes.subarray(i * type.size, (i + 1) * type.size)));
    return { dtype, shape, data: texts };
  }
  const part = complexPart(type);
  const [wide, big] = [part ? dtypeOf(part) : dtype, isBigEndian(type)];
  const data = wide === undefined ? undefined : elementsOf(bytes, wide, big);
  if (dtype === undefined || data === undefined)
    throw unsupported(`elements of the type ${type.kind} are no tensor`, offset);
  return { dtype, shape, data };
}

/** A string of fixed length without what fills it. */
export function fixedText(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return decodeText(bytes.subarray(0, end));
}

export function tensorOf(name: string, dataset: HierarchyDataset): Tensor {
  const { type, shape, offset } = dataset;
  const dtype = dtypeOf(type);
  return {
    name,
    dtype: dtype ?? 'object',
    shape: shape ?? [0],
    ...(offset === undefined ? {} : { offset }),
    byteLength: sizeOf(shape ?? [0]) * type.size,
    ...(isBigEndian(type) ? { bigEndian: true } : {}),
    ...(dtype === undefined ? { storedType: type.kind } : {}),
    read: async (selection) => toDense(await dataset.read(selection), offset),
  };
}

/** Every dataset of a file, by its path without the first slash. */
export async function tensorsOf(hierarchy: Hierarchy): Promise<Tensor[]> {
  const tensors: Tensor[] = [];
  for await (const { path, object, again } of walk(hierarchy)) {
    if (object?.kind === 'dataset' && !again && object.shape !== null) tensors.push(tensorOf(path.slice(1), object));
  }
  return tensors;
}
