/** Numbers out of Python values: numpy arrays of any numeric dtype, lists, scipy sparse matrices, scalars; always as float64. */

import {
  arrayValues,
  attribute,
  className,
  isKind,
  type PyNdArray,
  type PyValue,
  scalarValue,
  sizeOf,
  toDense,
} from '@brine/core';
import { malformed, unsupported } from './errors.js';

/** Numbers with their axes, C order. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** A plain number of Python's or numpy's: int, float, bool, scalar, array of one element. */
export function numberOf(value: PyValue | undefined): number | undefined {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
      return Number(value);
    case 'boolean':
      return value ? 1 : 0;
  }
  if (isKind(value, 'npscalar')) return numberOf(scalarValue(value));
  if (isKind(value, 'ndarray') && sizeOf(value.shape) === 1) return numberOf(arrayValues(value)?.[0]);
  return undefined;
}

/**
 * @throws CodecError `unsupported` for what is no array of numbers
 */
export function numbersOf(value: PyValue | undefined, path: string): Numbers {
  if (isKind(value, 'ndarray')) return ofArray(value, path);
  if (isKind(value, 'list') || isKind(value, 'tuple')) return ofSequence(value.items, path);
  if (isKind(value, 'object')) {
    const kind = /^scipy\.sparse\..*\b(cs[rc])_(?:matrix|array)$/.exec(className(value) ?? '')?.[1];
    if (kind) {
      const part = (name: string): Numbers => numbersOf(attribute(value, name), `${path}.${name}`);
      return dense(
        kind === 'csr',
        part('_shape').data,
        part('data').data,
        part('indices').data,
        part('indptr').data,
        path,
      );
    }
  }
  const single = numberOf(value);
  if (single !== undefined) return { shape: [], data: Float64Array.of(single) };
  throw unsupported(`${describe(value)} where numbers are needed`, path);
}

/** What a value is, for messages. */
export function describe(value: PyValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'None';
  if (typeof value !== 'object')
    return { string: 'text', bigint: 'an int', number: 'a float', boolean: 'a bool' }[typeof value as 'string'];
  return className(value) ?? `a ${value.kind}`;
}

function ofArray(array: PyNdArray, path: string): Numbers {
  const { shape } = array;
  if (array.items) {
    return { shape, data: Float64Array.from(arrayValues(array)!, (item, i) => element(item, `${path}[${i}]`)) };
  }
  if (!'biuf'.includes(array.dtype.type) || array.dtype.itemsize > 8) {
    throw unsupported(`an array of dtype ${array.dtype.type}${array.dtype.itemsize} where numbers are needed`, path);
  }
  if (array.dtype.type === 'f' && array.dtype.itemsize === 2) {
    return { shape, data: Float64Array.from(arrayValues(array) as number[]) };
  }
  const { data } = toDense(array);
  return { shape, data: data instanceof Float64Array ? data : Float64Array.from(data as ArrayLike<number>, Number) };
}

function ofSequence(items: ArrayLike<PyValue>, path: string): Numbers {
  if (items instanceof Float64Array) return { shape: [items.length], data: items };
  const rows = Array.from(items, (item, i) => {
    const single = numberOf(item);
    // A list of one-element arrays is a column, not a row.
    if (single !== undefined && !isKind(item, 'ndarray')) return single;
    return item === null ? NaN : numbersOf(item, `${path}[${i}]`);
  });
  if (rows.every((row) => typeof row === 'number')) return { shape: [rows.length], data: Float64Array.from(rows) };
  const parts = rows.map((row) => (typeof row === 'number' ? { shape: [], data: Float64Array.of(row) } : row));
  return stack(parts, path);
}

/** Arrays of one shape along a new first axis. */
export function stack(parts: readonly Numbers[], path: string): Numbers {
  const shape = parts[0]?.shape ?? [];
  const size = sizeOf(shape);
  const data = new Float64Array(parts.length * size);
  for (const [i, part] of parts.entries()) {
    if (part.shape.join() !== shape.join()) throw malformed('rows of different lengths', `${path}[${i}]`);
    data.set(part.data, i * size);
  }
  return { shape: [parts.length, ...shape], data };
}

function element(item: PyValue, path: string): number {
  if (item === null) return NaN;
  const value = numberOf(item);
  if (value === undefined) throw unsupported(`${describe(item)} where a number is needed`, path);
  return value;
}

/** A compressed sparse matrix, written out. */
function dense(
  byRow: boolean,
  shape: Float64Array,
  data: Float64Array,
  indices: Float64Array,
  pointers: Float64Array,
  path: string,
): Numbers {
  const [rows = 0, columns = 0] = shape;
  const major = byRow ? rows : columns;
  const minor = byRow ? columns : rows;
  if (pointers.length !== major + 1 || (pointers[major] ?? 0) > Math.min(data.length, indices.length)) {
    throw malformed('a sparse matrix whose parts do not fit together', path);
  }
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < major; i++) {
    for (let k = pointers[i]!; k < pointers[i + 1]!; k++) {
      const j = indices[k]!;
      if (!(j >= 0 && j < minor)) throw malformed('a sparse matrix with an index past its end', path);
      result[byRow ? i * columns + j : j * columns + i]! += data[k]!;
    }
  }
  return { shape: [rows, columns], data: result };
}
