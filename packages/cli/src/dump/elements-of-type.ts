/** Element types of HDF5 as the dtypes of numpy that h5py gives them. */

import { type ElementType, parseDType, pyGlobal, type PyDType, type PyNdArray } from '@brine/core';
import { type Json, toTagged } from '@brine/core/values';

/** @see h5py/h5t.pyx, py_dtype of each class */
export function dtypeOf(type: ElementType): PyDType {
  switch (type.kind) {
    case 'integer':
      return plain(`${order(type)}${type.signed ? 'i' : 'u'}${type.size}`);
    case 'float':
      return plain(`${order(type)}f${type.size}`);
    case 'complex':
      return plain(`${order(type.base)}c${type.size}`);
    case 'bitfield':
      return plain(`${order(type)}u${type.size}`);
    case 'enum':
      return isBool(type) ? plain('|b1') : dtypeOf(type.base);
    case 'string':
      return type.variable ? plain('|O') : plain(`|S${type.size}`);
    case 'opaque':
    case 'time':
      return plain(`|V${type.size}`);
    case 'sequence':
    case 'reference':
      return plain('|O');
    case 'array':
      return { ...plain(`|V${type.size}`), subarray: { base: dtypeOf(type.base), shape: type.shape } };
    case 'compound':
      return complexOf(type) ?? recordType(type);
  }
}

function recordType(type: Extract<ElementType, { kind: 'compound' }>): PyDType {
  if (isFixed(type)) {
    const fields = type.fields.map(({ name, offset, type: inner }) => ({ name, offset, dtype: dtypeOf(inner) }));
    return { ...plain(`|V${type.size}`), fields };
  }
  // References to objects take a pointer in memory, not what they take in the file: the fields move together.
  let at = 0;
  const fields = type.fields.map(({ name, type: inner }) => {
    const dtype = dtypeOf(inner);
    const field = { name, offset: at, dtype };
    at += dtype.itemsize;
    return field;
  });
  return { ...plain(`|V${at}`), fields };
}

/** A record of `r` and `i` is a complex number. */
function complexOf({ fields, size }: Extract<ElementType, { kind: 'compound' }>): PyDType | undefined {
  const [re, im] = fields;
  const isPair = fields.length === 2 && re!.name === 'r' && im!.name === 'i' && im!.offset === re!.type.size;
  if (!isPair || re!.type.kind !== 'float' || size !== 2 * re!.type.size) return undefined;
  return plain(`${order(re!.type)}c${size}`);
}

function plain(text: string): PyDType {
  const known = parseDType(text);
  if (known) return known;
  return { kind: 'dtype', type: 'V', byteOrder: '|', itemsize: 0 };
}

function order(type: ElementType): string {
  return 'bigEndian' in type && type.bigEndian ? '>' : '<';
}

function isBool(type: Extract<ElementType, { kind: 'enum' }>): boolean {
  return type.members.size === 2 && type.members.get('FALSE') === 0n && type.members.get('TRUE') === 1n;
}

/** Whether its elements are all in their own bytes. */
export function isFixed(type: ElementType): boolean {
  switch (type.kind) {
    case 'string':
      return !type.variable;
    case 'sequence':
    case 'reference':
      return false;
    case 'array':
      return isFixed(type.base);
    case 'compound':
      return type.fields.every((field) => isFixed(field.type));
    default:
      return true;
  }
}

export function isPlainRecord(type: ElementType): boolean {
  return type.kind === 'compound' && !complexOf(type);
}

export function arrayOf(type: ElementType, shape: readonly number[], data: Uint8Array): PyNdArray {
  const dtype = dtypeOf(type);
  const { subarray } = dtype;
  const base = { kind: 'ndarray', class: pyGlobal('numpy', 'ndarray'), order: 'C', data } as const;
  return subarray ? { ...base, dtype: subarray.base, shape: [...shape, ...subarray.shape] } : { ...base, dtype, shape };
}

/** Fields of one record, as plain JSON. */
export function recordOf(type: ElementType, bytes: Uint8Array): Json {
  if (type.kind !== 'compound') return null;
  return type.fields.map((field) => {
    const part = bytes.subarray(field.offset, field.offset + field.type.size);
    if (isPlainRecord(field.type)) return recordOf(field.type, part);
    const json = toTagged(arrayOf(field.type, [1], part), {}) as { data: Json[] };
    return json.data[0]!;
  });
}

/** `dtype.descr`, with what h5py notes in the metadata of the fields. */
export function descrOf(type: ElementType): Json {
  if (isPlainRecord(type) && type.kind === 'compound') {
    return type.fields.map(({ name, type: inner }) => {
      const element = inner.kind === 'array' ? inner.base : inner;
      const descr = withMetadata(element);
      return inner.kind === 'array' ? [name, descr, [...inner.shape]] : [name, descr];
    });
  }
  const { type: kind, byteOrder, itemsize, subarray } = dtypeOf(type);
  if (subarray && type.kind === 'array') return descrOf(type.base);
  return kind === 'O' ? '|O' : `${byteOrder}${kind}${itemsize}`;
}

function withMetadata(type: ElementType): Json {
  const descr = descrOf(type);
  if (type.kind === 'string') {
    if (type.variable) return [descr, { vlen: type.utf8 ? "<class 'str'>" : "<class 'bytes'>" }];
    return [descr, { h5py_encoding: type.utf8 ? 'utf-8' : 'ascii' }];
  }
  if (type.kind === 'enum' && !isBool(type)) {
    return [descr, { enum: Object.fromEntries([...type.members].map(([name, value]) => [name, Number(value)])) }];
  }
  return descr;
}
