/** Arrays, scalars and dtypes out of tagged JSON. */

import type { PyDType, PyNdArray, PyNpScalar, PyValue } from '../../contract/value.js';
import { parseDType } from '../../model/dtype.js';
import { isKind, pyGlobal } from '../../model/make.js';
import { sizeOf, toCOrder } from '../../model/ndarray.js';
import { NESTED_LIMIT } from '../errors.js';
import { littleEndianBytes } from '../numpy/bytes.js';
import { dtypeRepr } from '../numpy/dtype-text.js';
import { writeElement } from '../numpy/write-element.js';
import { bytesOfHex } from '../python/text.js';
import { COLLAPSED, globalOf, hexBytes, type Maker, type Making, type Node, textOf } from './making.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function lengths(json: unknown, making: Making): number[] {
  const isShape = Array.isArray(json) && json.every((length) => Number.isSafeInteger(length) && length >= 0);
  return isShape ? (json as number[]) : making.fail('a shape is not a list of lengths');
}

/** A dtype as arrays name it: a typestring, or the fields of a structured one. */
function dtypeOf(json: unknown, making: Making, depth = 0): PyDType {
  if (depth > NESTED_LIMIT) return making.fail('a dtype is nested too deep');
  if (json === 'StringDType()') return { kind: 'dtype', type: 'T', byteOrder: '|', itemsize: 16 };
  if (typeof json === 'string') return parseDType(json) ?? making.fail(`${JSON.stringify(json)} is no dtype`);
  if (!Array.isArray(json)) return making.fail('a dtype is neither a typestring nor a list of fields');
  const fields: NonNullable<PyDType['fields']>[number][] = [];
  let offset = 0;
  for (const entry of json as unknown[]) {
    const [label, type, shape] = Array.isArray(entry) ? (entry as unknown[]) : [];
    const [title, name] = Array.isArray(label) ? (label as unknown[]) : [undefined, label];
    if (typeof name !== 'string') return making.fail('a field has no name');
    const base = dtypeOf(type, making, depth + 1);
    const dtype = shape === undefined ? base : subarrayOf(base, lengths(shape, making));
    if (name !== '') fields.push({ name, dtype, offset, ...(title === undefined ? {} : { title: title as PyValue }) });
    offset += dtype.itemsize;
  }
  return { kind: 'dtype', type: 'V', byteOrder: '|', itemsize: offset, fields };
}

function subarrayOf(base: PyDType, shape: number[]): PyDType {
  return {
    kind: 'dtype',
    type: 'V',
    byteOrder: '|',
    itemsize: base.itemsize * sizeOf(shape),
    subarray: { base, shape },
  };
}

/** Bytes of an array that its JSON may ask for. */
const MOST_BYTES = 2 ** 31;

/** Elements out of nested lists, in C order. */
function flattened(json: unknown, shape: readonly number[], making: Making): unknown[] {
  let level: unknown[] = [json];
  for (const length of shape) {
    const next: unknown[] = [];
    for (const list of level) {
      if (!Array.isArray(list) || list.length !== length)
        return making.fail(`"data" has not the shape (${shape.join(', ')})`);
      for (const item of list) next.push(item);
    }
    level = next;
  }
  return level;
}

function elementBytes(json: unknown, dtype: PyDType, shape: readonly number[], making: Making): Uint8Array {
  if (json === undefined) return making.fail('an array has no "data"', COLLAPSED);
  const elements = flattened(json, shape, making);
  if (elements.length * dtype.itemsize > MOST_BYTES) return making.fail('an array is too large');
  const bytes = new Uint8Array(elements.length * dtype.itemsize);
  elements.forEach((element, i) => {
    if (!writeElement(bytes, i * dtype.itemsize, dtype, element)) {
      making.fail(
        `${JSON.stringify(element)} is no element of ${dtype.type}${dtype.itemsize}`,
        'Write it with `exact`.',
      );
    }
  });
  return bytes;
}

const ndarray: Maker = (node, making) => {
  const shape = lengths(node['shape'], making);
  if ('class' in node) return exactArray(node, shape, making);
  const dtype = dtypeOf(node['dtype'], making);
  const cls = typeof node['subclass'] === 'string' ? globalOf(node['subclass']) : pyGlobal('numpy', 'ndarray');
  const array: Writable<PyNdArray> = { kind: 'ndarray', class: cls, dtype, shape, order: 'C', data: new Uint8Array() };
  if (node['flat'] === true) {
    array.items = making.list(node['data']);
    if (array.items.length !== sizeOf(shape)) making.fail(`"data" has not the shape (${shape.join(', ')})`);
  } else if (node['order'] === 'F') {
    // Laid out with the first axis fastest: the last of the axes reversed.
    array.order = 'F';
    array.data = elementBytes(reversed(flattened(node['data'], shape, making), shape), dtype, [sizeOf(shape)], making);
  } else {
    array.data = elementBytes(node['data'], dtype, shape, making);
  }
  return array;
};

/** Elements in C order, put into Fortran order: the C order of the array with its axes reversed. */
function reversed(elements: readonly unknown[], shape: readonly number[]): unknown[] {
  return toCOrder(elements as PyValue[], shape.toReversed());
}

function exactArray(node: Node, shape: number[], making: Making): PyNdArray {
  const order = node['order'] === 'F' ? 'F' : 'C';
  const array: Writable<PyNdArray> = { ...HOLLOW, shape, order };
  making.put(array, 'class', node['class']);
  making.put(array, 'dtype', node['dtype']);
  if ('items' in node) array.items = making.list(node['items']);
  else array.data = hexBytes(node, making);
  if (typeof node['readonly'] === 'boolean') array.readonly = node['readonly'];
  if ('state' in node) making.put(array, 'state', node['state']);
  making.after(() => {
    if (!isKind(array.class as PyValue, 'global')) making.fail('the class of an array is no global');
    if (!isKind(array.dtype as PyValue, 'dtype')) making.fail('the dtype of an array is none');
    const size = sizeOf(shape);
    const fits = array.items ? array.items.length === size : array.data.length === size * array.dtype.itemsize;
    if (!fits) making.fail(`an array of the shape (${shape.join(', ')}) has not as many elements`);
  });
  return array;
}

const HOLLOW: PyNdArray = {
  kind: 'ndarray',
  class: pyGlobal('numpy', 'ndarray'),
  dtype: parseDType('|u1')!,
  shape: [0],
  order: 'C',
  data: new Uint8Array(),
};

const npscalar: Maker = (node, making) => {
  if (typeof node['dtype'] === 'object' && !Array.isArray(node['dtype'])) {
    const scalar: Writable<PyNpScalar> = { kind: 'npscalar', dtype: HOLLOW.dtype, data: hexBytes(node, making) };
    making.put(scalar, 'dtype', node['dtype']);
    if ('value' in node) making.put(scalar, 'value', node['value']);
    making.after(() => {
      if (!isKind(scalar.dtype as PyValue, 'dtype')) making.fail('the dtype of a scalar is none');
      else if (scalar.value === undefined && scalar.data.length !== scalar.dtype.itemsize)
        making.fail('a scalar has not the bytes of its dtype');
    });
    return scalar;
  }
  const dtype = dtypeOf(node['dtype'], making);
  if (dtype.type === 'O') {
    const scalar: Writable<PyNpScalar> = { kind: 'npscalar', dtype, data: new Uint8Array(), value: null };
    making.put(scalar, 'value', node['v']);
    return scalar;
  }
  const hex = node['hex'];
  const little = typeof hex === 'string' ? bytesOfHex(hex) : elementBytes(node['v'], dtype, [], making);
  if (little?.length !== dtype.itemsize) return making.fail('a scalar has not the bytes of its dtype');
  // The bytes are little-endian whatever the dtype; swapping again gives the dtype's own order.
  return { kind: 'npscalar', dtype, data: typeof hex === 'string' ? littleEndianBytes(little, dtype) : little };
};

const dtype: Maker = (node, making) => {
  if (!('type' in node)) {
    const descr = node['descr'];
    const plain = Array.isArray(descr) && Array.isArray(descr[0]) && descr[0][0] === '';
    const made = dtypeOf(plain || descr === undefined ? textOf(node, 'str', making) : descr, making);
    // Alignment, offsets out of order and subarrays are in the repr only.
    if ('repr' in node && node['repr'] !== dtypeRepr(made))
      making.fail('"str" and "descr" are not all of the dtype', 'Write it with `exact`.');
    return made;
  }
  const type = textOf(node, 'type', making);
  const byteOrder = textOf(node, 'byteOrder', making);
  const itemsize = node['itemsize'];
  if (!/^[a-zA-Z]$/.test(type) || !/^[<>|]$/.test(byteOrder) || !Number.isSafeInteger(itemsize))
    return making.fail('a dtype is not whole');
  const made: Writable<PyDType> = {
    kind: 'dtype',
    type,
    byteOrder: byteOrder as PyDType['byteOrder'],
    itemsize: itemsize as number,
  };
  if ('unit' in node) {
    const { name, count } = objectOf(node['unit'], making);
    if (typeof name !== 'string' || !Number.isSafeInteger(count)) return making.fail('a dtype has no unit of time');
    made.unit = { name, count: count as number };
  }
  if (typeof node['aligned'] === 'boolean') made.aligned = node['aligned'];
  if (typeof node['alignment'] === 'number') made.alignment = node['alignment'];
  if ('fields' in node) made.fields = exactFields(node['fields'], making);
  if ('subarray' in node) {
    const { base, shape } = objectOf(node['subarray'], making);
    const subarray = { base: HOLLOW.dtype, shape: lengths(shape, making) };
    making.put(subarray, 'base', base);
    making.after(() => {
      if (!isKind(subarray.base as PyValue, 'dtype')) making.fail('the dtype of a subarray is none');
    });
    made.subarray = subarray;
  }
  for (const key of ['scalar', 'metadata']) if (key in node) making.put(made, key, node[key]);
  return made;
};

function objectOf(json: unknown, making: Making): Node {
  return typeof json === 'object' && json !== null ? (json as Node) : making.fail('a part of a dtype is no object');
}

function exactFields(json: unknown, making: Making): NonNullable<PyDType['fields']> {
  if (!Array.isArray(json)) return making.fail('the fields of a dtype are no list');
  return json.map((part) => {
    const entry = objectOf(part, making);
    const offset = entry['offset'];
    if (!Number.isSafeInteger(offset)) return making.fail('a field has no offset');
    const field = { name: textOf(entry, 'name', making), dtype: HOLLOW.dtype, offset: offset as number };
    making.put(field, 'dtype', entry['dtype']);
    if ('title' in entry) making.put(field, 'title', entry['title']);
    making.after(() => {
      if (!isKind(field.dtype as PyValue, 'dtype')) making.fail('the dtype of a field is none');
    });
    return field;
  });
}

export const NUMPY_MAKERS: Readonly<Record<string, Maker>> = { ndarray, npscalar, dtype };
