/**
 * numpy dtypes.
 * @see numpy, `arraydescr_reduce` and `arraydescr_setstate` in numpy/_core/src/multiarray/descriptor.c
 */

import { dictGet, isKind, parseDType, type PyDType, type PyTuple, type PyValue } from '@brine/core';
import { Refusal } from '../read/errors.js';
import { decodeLatin1 } from '../read/text.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Field = NonNullable<PyDType['fields']>[number];

/** The bit of the flags that `align=True` sets. */
const ALIGNED_STRUCT = 0x80;

/** Bytes that an element of each kind may have; other kinds have as many as their state says. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8, 12, 16],
  c: [8, 16, 24, 32],
  M: [8],
  m: [8],
  O: [4, 8],
};

const UNITS = ['Y', 'M', 'W', 'D', 'h', 'm', 's', 'ms', 'us', 'ns', 'ps', 'fs', 'as', 'generic'];

/** Fields within fields within ...: more of them, or deeper, is no table that anyone has. */
const MOST_FIELDS = 100_000;
const DEEPEST = 64;

/** Size of the tree under each structured dtype, so that sharing cannot make it grow without bound. */
const trees = new WeakMap<PyDType, { readonly fields: number; readonly depth: number }>();
const LEAF = { fields: 1, depth: 1 };

/** `numpy.dtype('f8', False, True)`: a plain one, whose byte order and fields BUILD gives. */
export function newDType(args: readonly PyValue[]): PyDType | undefined {
  const [type] = args;
  if (args.length > 3 || !args.slice(1).every(isFlag)) return undefined;
  // A subclass of void, numpy.record above all, stands for itself.
  if (isKind(type, 'global')) return { kind: 'dtype', type: 'V', byteOrder: '|', itemsize: 0, scalar: type };
  const text = nameText(type);
  const dtype = text === undefined ? undefined : parseDType(text);
  if (!dtype || SIZES[dtype.type]?.includes(dtype.itemsize) === false) return undefined;
  // BUILD completes it in place.
  return { ...dtype };
}

/** `_convert_to_stringdtype_kwargs(coerce[, na_object])`: numpy's text of variable length. */
export function newStringDType(args: readonly PyValue[]): PyDType | undefined {
  const [coerce] = args;
  if (args.length > 2 || coerce === undefined || !isFlag(coerce)) return undefined;
  const dtype: Writable<PyDType> = { kind: 'dtype', type: 'T', byteOrder: '|', itemsize: 16 };
  if (args.length > 1 || coerce === false || coerce === 0n) dtype.metadata = { kind: 'tuple', items: [...args] };
  return dtype;
}

/** Marks a dtype as in use: numpy completes a dtype before it uses it, and a later change would pull the ground from arrays. */
export function useDType(dtype: PyDType): PyDType {
  return Object.freeze(dtype);
}

/** BUILD: states of all versions that numpy reads, 0 to 4. */
export function buildDType(dtype: Writable<PyDType>, state: PyValue): void {
  if (Object.isFrozen(dtype)) throw new Refusal('ARRAY', 'a dtype changes after it was used');
  const parts = isKind(state, 'tuple') ? namedParts(state) : undefined;
  if (!parts) throw new Refusal('ARRAY', 'the state of a dtype is none that numpy writes');
  const order = nameText(parts.endian);
  if (order === undefined || !'<>|='.includes(order) || order.length !== 1) {
    throw new Refusal('ARRAY', 'a dtype has no byte order');
  }
  dtype.byteOrder = order === '=' ? '<' : (order as '<' | '>' | '|');
  const itemsize = int(parts.itemsize) ?? -1;
  if (!(dtype.type in SIZES) && itemsize >= 0) dtype.itemsize = itemsize;
  if (dtype.type === 'U' && dtype.itemsize % 4 !== 0)
    throw new Refusal('ARRAY', 'the size of a text is not in characters');
  const alignment = int(parts.alignment);
  if (alignment !== undefined) dtype.alignment = alignment;
  if (((int(parts.flags) ?? 0) & ALIGNED_STRUCT) !== 0) dtype.aligned = true;
  const subarray = isKind(parts.subarray, 'tuple') ? parts.subarray.items : undefined;
  if (subarray) dtype.subarray = subarrayOf(dtype, subarray);
  if (isKind(parts.names, 'tuple')) dtype.fields = fieldsOf(dtype, parts.names, parts.fields);
  setMetadata(dtype, parts.metadata);
  useDType(dtype);
}

interface Parts {
  endian?: PyValue | undefined;
  subarray?: PyValue | undefined;
  names?: PyValue | undefined;
  fields?: PyValue | undefined;
  itemsize?: PyValue | undefined;
  alignment?: PyValue | undefined;
  flags?: PyValue | undefined;
  metadata?: PyValue | undefined;
}

function namedParts({ items }: PyTuple): Parts | undefined {
  if (items.length >= 7 && items.length <= 9) {
    const [, endian, subarray, names, fields, itemsize, alignment, flags, metadata] = items;
    return { endian, subarray, names, fields, itemsize, alignment, flags, metadata };
  }
  // Versions 0 and 1 keep the names in the fields, under -1.
  if (items.length !== 5 && items.length !== 6) return undefined;
  const [endian, subarray, fields, itemsize, alignment] = items.slice(-5);
  return { endian, subarray, names: entry(fields, -1n), fields, itemsize, alignment };
}

function subarrayOf(dtype: PyDType, [base, shape]: readonly PyValue[]): NonNullable<PyDType['subarray']> {
  const lengths = isKind(shape, 'tuple') ? shapeOf(shape) : shapeOf({ kind: 'tuple', items: [shape ?? null] });
  if (!isKind(base, 'dtype') || base === dtype || !lengths)
    throw new Refusal('ARRAY', 'a subarray dtype has no base or shape');
  if (lengths.reduce((size, length) => size * length, base.itemsize) !== dtype.itemsize) {
    throw new Refusal('ARRAY', 'the size of a subarray dtype is not that of its items');
  }
  nest(dtype, [useDType(base)]);
  return { base, shape: lengths };
}

function fieldsOf(dtype: PyDType, names: PyTuple, fields: PyValue | undefined): readonly Field[] {
  const result = names.items.map((key): Field => {
    const name = nameText(key);
    const parts = entry(fields, key);
    const [type, offset, title] = isKind(parts, 'tuple') ? parts.items : [];
    const at = int(offset);
    if (name === undefined || at === undefined || !isKind(type, 'dtype') || type === dtype) {
      throw new Refusal('ARRAY', 'a field of a dtype has no name, type or offset');
    }
    if (at < 0 || at + type.itemsize > dtype.itemsize) {
      throw new Refusal('ARRAY', `the field ${JSON.stringify(name)} is outside of its record`);
    }
    return { name, dtype: useDType(type), offset: at, ...(title === undefined ? {} : { title }) };
  });
  nest(
    dtype,
    result.map((field) => field.dtype),
  );
  return result;
}

function nest(dtype: PyDType, inner: readonly PyDType[]): void {
  let fields = 1;
  let depth = 0;
  for (const child of inner) {
    const tree = trees.get(child) ?? LEAF;
    fields += tree.fields;
    depth = Math.max(depth, tree.depth);
  }
  if (fields > MOST_FIELDS || depth >= DEEPEST)
    throw new Refusal('NESTED', 'a dtype holds too many fields, or too deep');
  trees.set(dtype, { fields, depth: depth + 1 });
}

/** Of datetime64 `(metadata, (unit, count, denominator, event))`, else a dict of the user's own. */
function setMetadata(dtype: Writable<PyDType>, metadata: PyValue | undefined): void {
  if (metadata === undefined || metadata === null) return;
  const [own, ticks] = isKind(metadata, 'tuple') ? metadata.items : [];
  const [name, count, denominator] = isKind(ticks, 'tuple') ? ticks.items : [];
  const unit = nameText(name);
  const many = int(count);
  if (unit === undefined || many === undefined || int(denominator) !== 1) {
    dtype.metadata = metadata;
    return;
  }
  if (!UNITS.includes(unit) || many < 1) throw new Refusal('ARRAY', 'a datetime64 has no unit of time');
  dtype.unit = { name: unit, count: many };
  if (own !== undefined && own !== null) dtype.metadata = own;
}

/** Lengths of the axes; undefined when one is no length. */
export function shapeOf(shape: PyTuple): number[] | undefined {
  const lengths = shape.items.map((length) => int(length) ?? -1);
  return lengths.every((length) => length >= 0) ? lengths : undefined;
}

/** A bool, or the int that numpy has in its place. */
function isFlag(value: PyValue): boolean {
  return typeof value === 'boolean' || value === 0n || value === 1n;
}

function int(value: PyValue | undefined): number | undefined {
  if (typeof value !== 'bigint' || BigInt.asIntN(53, value) !== value) return undefined;
  return Number(value);
}

/** A str, or the bytes that an old stream has in its place. */
function nameText(value: PyValue | undefined): string | undefined {
  return isKind(value, 'bytes') ? decodeLatin1(value.data) : typeof value === 'string' ? value : undefined;
}

/** The value of a key in what should be a dict. */
function entry(dict: PyValue | undefined, key: PyValue): PyValue | undefined {
  return isKind(dict, 'dict') ? dictGet(dict, key) : undefined;
}
