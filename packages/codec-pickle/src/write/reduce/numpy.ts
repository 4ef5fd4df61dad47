/**
 * How numpy pickles arrays, scalars and dtypes.
 * @see numpy, numpy/_core/src/multiarray: `array_reduce_ex_picklebuffer`, `array_reduce` in methods.c, `gentype_reduce` in scalartypes.c,
 * `arraydescr_reduce` in descriptor.c
 */

import {
  isKind,
  pyBytes,
  pyDict,
  pyGlobal,
  pyList,
  pyTuple,
  sizeOf,
  toCOrder,
  type PyDType,
  type PyGlobal,
  type PyNdArray,
  type PyNpScalar,
  type PyObject,
  type PyTuple,
  type PyValue,
} from '@brine/core';
import { Unwritable } from '../errors.js';
import { call, freshText, made, type Manner } from './made.js';

/** The call that makes an array, with its state: as `array.__reduce_ex__(protocol)` gives them. */
export function reduceArray(array: PyNdArray, { protocol, numpy }: Manner): PyObject {
  checkArray(array);
  const { dtype, data, items, state } = array;
  const plain = array.class.module === 'numpy' && array.class.name === 'ndarray' && state === undefined;
  const order = orderOf(array);
  const shape = intTuple(array.shape);
  if (protocol >= 5 && plain && !items && hasBuffer(dtype)) {
    const buffer = made({ kind: 'buffer', data, readonly: array.readonly ?? false });
    return call(`${numpy}.numeric`, '_frombuffer', [buffer, dtype, shape, order]);
  }
  const cls = classNamed(array.class, numpy);
  const reduced = call(`${numpy}.multiarray`, '_reconstruct', [cls, pyTuple([0n]), pyBytes(LETTER_B)]);
  if (isUnread(array)) {
    reduced.state = state!;
    return reduced;
  }
  // numpy lists objects in C order, whatever the order of the array.
  const listed = items && array.order === 'F' ? toCOrder(items, array.shape) : items;
  const own: PyValue[] = [1n, shape, dtype, order === 'F', listed ? pyList(listed) : pyBytes(data)];
  reduced.state = state === undefined ? pyTuple(own) : withState(own, state);
  return reduced;
}

/** Modules that numpy 2 has for classes which numpy 1 names in `numpy` itself, where both have them. */
const MODULES_OF_NUMPY_2: ReadonlySet<string> = new Set(['numpy.rec', 'numpy.char']);

function classNamed(cls: PyGlobal, numpy: Manner['numpy']): PyGlobal {
  return numpy === 'numpy.core' && MODULES_OF_NUMPY_2.has(cls.module) ? pyGlobal('numpy', cls.name) : cls;
}

/** Whether Python's buffer protocol can say what the elements are. */
function hasBuffer({ type, itemsize, fields, subarray }: PyDType): boolean {
  if (subarray) return hasBuffer(subarray.base);
  return itemsize > 0 && type !== 'M' && type !== 'm' && (fields?.every((field) => hasBuffer(field.dtype)) ?? true);
}

const LETTER_B = Uint8Array.of(0x62);

/** What a subclass adds: `(*own, *its)`, or `(own, its)` where it is no tuple. */
function withState(own: PyValue[], state: PyValue): PyTuple {
  return pyTuple(isKind(state, 'tuple') ? [...own, ...state.items] : [pyTuple(own), state]);
}

/** Whether the whole state is a subclass's own, with nothing of numpy's in it: the array is as `_reconstruct` made it. */
function isUnread({ shape, dtype, state }: PyNdArray): boolean {
  return state !== undefined && shape.length === 1 && shape[0] === 0 && dtype.type === 'i' && dtype.itemsize === 1;
}

/** `F` only where the layout differs from C's. */
function orderOf({ shape, order }: PyNdArray): 'C' | 'F' {
  return order === 'F' && !shape.includes(0) && shape.filter((length) => length > 1).length > 1 ? 'F' : 'C';
}

function checkArray({ shape, dtype, data, items }: PyNdArray): void {
  const size = sizeOf(shape);
  const fits = items ? items.length === size : data.byteLength === size * dtype.itemsize;
  if (fits) return;
  const has = items ? `${items.length} items` : `${data.byteLength} bytes`;
  throw new Unwritable('VALUE', `an array of shape (${shape.join(', ')}), ${dtype.itemsize} bytes an item, has ${has}`);
}

export function reduceScalar({ dtype, data, value }: PyNpScalar, { numpy }: Manner): PyObject {
  return call(`${numpy}.multiarray`, 'scalar', [dtype, value ?? pyBytes(data)]);
}

export function reduceDType(dtype: PyDType, manner: Manner): PyObject {
  if (dtype.type === 'T') return reduceStringDType(dtype);
  const { type, scalar } = dtype;
  const size = type === 'U' ? dtype.itemsize / 4 : dtype.itemsize;
  const reduced = call('numpy', 'dtype', [scalar ?? freshText(`${type}${size}`), false, true]);
  reduced.state = pyTuple(stateOf(dtype, manner));
  return reduced;
}

/** Text of variable length, which came with numpy 2. */
function reduceStringDType({ metadata }: PyDType): PyObject {
  const args = isKind(metadata, 'tuple') ? [...metadata.items] : [1n];
  return call('numpy._core._internal', '_convert_to_stringdtype_kwargs', args);
}

/** Version 3 of the state, or 4 where there is metadata. */
function stateOf(dtype: PyDType, { numpy }: Manner): PyValue[] {
  const { byteOrder, subarray, fields, itemsize } = dtype;
  const flexible = isFlexible(dtype);
  const flags = flagsOf(dtype);
  const metadata = metadataOf(dtype, numpy);
  return [
    metadata === undefined ? 3n : 4n,
    byteOrder,
    subarray ? pyTuple([subarray.base, intTuple(subarray.shape)]) : null,
    fields ? pyTuple(fields.map(({ name }) => name)) : null,
    fields ? fieldsDict(fields) : null,
    BigInt(flexible ? itemsize : -1),
    BigInt(dtype.alignment ?? (flexible ? alignmentOf(dtype) : -1)),
    // numpy 1 keeps the flags in a signed byte.
    BigInt(numpy === 'numpy.core' && flags > 127 ? flags - 256 : flags),
    ...(metadata === undefined ? [] : [metadata]),
  ];
}

/** Whether the kind says nothing of the size. */
function isFlexible({ type }: PyDType): boolean {
  return 'SUV'.includes(type);
}

function metadataOf({ unit, metadata }: PyDType, numpy: Manner['numpy']): PyValue | undefined {
  if (!unit) return metadata;
  // numpy 1 cannot do without a dict; numpy 2 has None, and keeps the dict of an older file.
  const none = numpy === 'numpy.core' ? pyDict() : null;
  const name = Uint8Array.from(unit.name, (letter) => letter.charCodeAt(0));
  return pyTuple([metadata ?? none, pyTuple([pyBytes(name), BigInt(unit.count), 1n, 1n])]);
}

/** `{name: (dtype, offset[, title])}`; a title that is text is a key too. */
function fieldsDict(fields: NonNullable<PyDType['fields']>): PyValue {
  const entries: PyValue[] = [];
  for (const { name, dtype, offset, title } of fields) {
    const place = pyTuple([dtype, BigInt(offset), ...(title === undefined ? [] : [title])]);
    entries.push(name, place);
    if (typeof title === 'string') entries.push(title, place);
  }
  return pyDict(entries);
}

/** `NPY_ITEM_REFCOUNT`, `NPY_LIST_PICKLE`, `NPY_NEEDS_INIT`, `NPY_NEEDS_PYAPI`: what a structure takes over from its fields. */
const FROM_FIELDS = 0x01 | 0x02 | 0x08 | 0x10;
const NEEDS_INIT = 0x08;
const NEEDS_PYAPI = 0x10;
const ALIGNED_STRUCT = 0x80;
const OBJECT_FLAGS = 0x3f;

function flagsOf({ type, fields, subarray, aligned }: PyDType): number {
  if (subarray) return flagsOf(subarray.base);
  if (type === 'O') return OBJECT_FLAGS;
  if (type === 'U') return NEEDS_INIT;
  if (type !== 'V' || !fields) return 0;
  const inherited = fields.reduce((flags, { dtype }) => flags | (flagsOf(dtype) & FROM_FIELDS), NEEDS_PYAPI);
  return aligned ? inherited | ALIGNED_STRUCT : inherited;
}

function alignmentOf(dtype: PyDType): number {
  const { type, itemsize, fields, subarray, aligned } = dtype;
  if (dtype.alignment !== undefined && dtype.alignment > 0) return dtype.alignment;
  if (subarray) return alignmentOf(subarray.base);
  if (type === 'U') return 4;
  if (type === 'c') return itemsize / 2;
  if (!isFlexible(dtype)) return itemsize;
  return fields && aligned ? Math.max(1, ...fields.map((field) => alignmentOf(field.dtype))) : 1;
}

function intTuple(numbers: readonly number[]): PyTuple {
  return pyTuple(numbers.map(BigInt));
}
