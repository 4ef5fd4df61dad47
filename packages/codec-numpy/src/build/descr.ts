/**
 * A dtype as the header describes it: a typestring, or a list of fields.
 * @see numpy, `descr_to_dtype` and `dtype_to_descr` in numpy/lib/_format_impl.py; `_array_descr` in numpy/_core/_internal.py
 */

import { isKind, parseDType, pyList, pyTuple, typestring, type PyDType, type PyValue } from '@brine/core';

type Field = NonNullable<PyDType['fields']>[number];

/** @returns undefined for what describes no dtype */
export function toDType(descr: PyValue): PyDType | undefined {
  if (typeof descr === 'string') return plainDType(descr);
  // (base, shape): the type of an element that is an array itself.
  if (isKind(descr, 'tuple')) return descr.items.length === 2 ? subarray(descr.items[0]!, descr.items[1]!) : undefined;
  if (!isKind(descr, 'list') || !Array.isArray(descr.items)) return undefined;
  const fields: Field[] = [];
  const names = new Set<string>();
  let offset = 0;
  for (const item of descr.items) {
    if (!isKind(item, 'tuple') || item.items.length < 2 || item.items.length > 3) return undefined;
    const [label, type, shape] = item.items;
    const dtype = shape === undefined ? toDType(type!) : subarray(type!, shape);
    if (!dtype) return undefined;
    const [title, name] = isKind(label, 'tuple') && label.items.length === 2 ? label.items : [undefined, label];
    if (typeof name !== 'string') return undefined;
    // A void without a name is padding.
    const isPadding = name === '' && dtype.type === 'V' && !dtype.fields && !dtype.subarray;
    if (!isPadding) {
      const own = name === '' ? `f${fields.length}` : name;
      if (names.has(own)) return undefined;
      names.add(own);
      fields.push({ name: own, dtype, offset, ...(title === undefined ? {} : { title }) });
    }
    offset += dtype.itemsize;
  }
  return { kind: 'dtype', type: 'V', byteOrder: '|', itemsize: offset, fields };
}

/** Bytes that elements of a kind may have; of those that are not here any number. Long doubles differ by machine. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8, 12, 16],
  c: [8, 16, 24, 32],
  M: [8],
  m: [8],
  T: [],
};

function plainDType(text: string): PyDType | undefined {
  const dtype = parseDType(text);
  return dtype && (SIZES[dtype.type]?.includes(dtype.itemsize) ?? true) ? dtype : undefined;
}

function subarray(type: PyValue, lengths: PyValue): PyDType | undefined {
  const base = toDType(type);
  const items = typeof lengths === 'bigint' ? [lengths] : isKind(lengths, 'tuple') ? lengths.items : undefined;
  const shape = items && toShape(items);
  if (!base || !shape) return undefined;
  if (shape.length === 0) return base;
  const itemsize = shape.reduce((size, length) => size * length, base.itemsize);
  return { kind: 'dtype', type: 'V', byteOrder: '|', itemsize, subarray: { base, shape } };
}

/** Lengths of axes; undefined when they are none. */
export function toShape(items: readonly PyValue[]): number[] | undefined {
  const shape: number[] = [];
  for (const item of items) {
    if (typeof item !== 'bigint' || item < 0n || item > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
    shape.push(Number(item));
  }
  return shape;
}

/** @returns undefined for fields that overlap or are out of order, which cannot be described */
export function toDescr(dtype: PyDType): PyValue | undefined {
  if (dtype.subarray) {
    const base = toDescr(dtype.subarray.base);
    return base === undefined ? undefined : pyTuple([base, pyTuple(dtype.subarray.shape.map(BigInt))]);
  }
  if (!dtype.fields) return typestring(dtype);
  const items: PyValue[] = [];
  let end = 0;
  const padTo = (offset: number) => {
    if (offset > end) items.push(pyTuple(['', `|V${offset - end}`]));
    end = Math.max(end, offset);
  };
  for (const { name, title, dtype: type, offset } of dtype.fields) {
    if (offset < end) return undefined;
    padTo(offset);
    const label = title === undefined ? name : pyTuple([title, name]);
    const descr = toDescr(type.subarray?.base ?? type);
    if (descr === undefined) return undefined;
    items.push(pyTuple([label, descr, ...(type.subarray ? [pyTuple(type.subarray.shape.map(BigInt))] : [])]));
    end += type.itemsize;
  }
  padTo(dtype.itemsize);
  return pyList(items);
}

/** numpy's `dtype.hasobject`. The depth is that of a header's literal. */
export function hasObjects(dtype: PyDType): boolean {
  if (dtype.subarray) return hasObjects(dtype.subarray.base);
  return dtype.type === 'O' || (dtype.fields?.some((field) => hasObjects(field.dtype)) ?? false);
}
