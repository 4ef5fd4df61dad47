/** A sparse matrix written out, as scipy's `toarray()`: repeated entries are summed in the dtype. */

import type { PyDType, PyNdArray, PyValue } from '../../contract/value.js';
import { dtypeName } from '../../model/dtype.js';
import { bytesOf, elementsOf } from '../../model/elements.js';
import { isKind } from '../../model/make.js';
import { sizeOf, stored, toDense } from '../../model/ndarray.js';
import { scalarValue } from '../../model/scalar.js';
import type { SparseMatrix } from '../adapters/sparse.js';

/** Matrices of more elements than this are not written out. */
export const DENSE_LIMIT = 2 ** 24;

/** Takes one stored element. @returns false when its place is outside of the matrix */
type Add = (row: number, column: number, source: Numbers, at: number) => boolean;

/** Numeric data by index; bigint ones are added as such. */
type Numbers = ArrayLike<number>;

type Writer = (view: SparseMatrix, shape: readonly [rows: number, columns: number], add: Add) => boolean;

/**
 * @returns little-endian bytes in C order; undefined for a dtype without a typed array, or indices outside of the shape
 */
export function denseOf(view: SparseMatrix): Uint8Array | undefined {
  const name = dtypeName(view.dtype);
  const size = sizeOf(view.shape);
  const result = name && elementsOf(new Uint8Array(size * view.dtype.itemsize), name);
  if (!result || view.shape.length > 2) return undefined;
  const [rows, columns] = view.shape.length === 1 ? [1, view.shape[0]!] : (view.shape as [number, number]);
  const target = result as unknown as number[];
  const width = view.dtype.type === 'c' ? 2 : 1;
  const isBool = view.dtype.type === 'b';
  const add: Add = (row, column, source, at) => {
    if (!(row >= 0 && row < rows && column >= 0 && column < columns) || (at + 1) * width > source.length) return false;
    const to = (row * columns + column) * width;
    for (let i = 0; i < width; i++) {
      if (isBool) target[to + i]! |= source[at * width + i]!;
      else target[to + i]! += source[at * width + i]!;
    }
    return true;
  };
  return WRITERS[view.format](view, [rows, columns], add) ? bytesOf(result) : undefined;
}

function numbers(array: PyNdArray | undefined): Numbers | undefined {
  return array && (toDense(array).data as unknown as Numbers);
}

function places(array: PyNdArray | undefined): readonly number[] | undefined {
  const values = array && stored(array);
  return values && Array.from(values as ArrayLike<number | bigint>, Number);
}

const compressed =
  (flip: boolean): Writer =>
  ({ arrays }, [rows, columns], add) => {
    const data = numbers(arrays['data']);
    const indices = places(arrays['indices']);
    const starts = places(arrays['indptr']);
    if (!data || !indices || !starts) return false;
    for (let major = 0; major < (flip ? columns : rows); major++) {
      for (let k = starts[major]!; k < starts[major + 1]!; k++) {
        const minor = indices[k]!;
        if (!(flip ? add(minor, major, data, k) : add(major, minor, data, k))) return false;
      }
    }
    return true;
  };

const WRITERS: Readonly<Record<SparseMatrix['format'], Writer>> = {
  csr: compressed(false),
  csc: compressed(true),
  coo({ arrays }, _, add) {
    const data = numbers(arrays['data']);
    const [row, column] = [places(arrays['row']), places(arrays['col'])];
    if (!data || !row || !column) return false;
    return row.every((at, k) => add(at, column[k]!, data, k));
  },
  bsr({ arrays }, [rows], add) {
    const data = numbers(arrays['data']);
    const indices = places(arrays['indices']);
    const starts = places(arrays['indptr']);
    const [, height, width] = arrays['data']!.shape as [number, number, number];
    if (!data || !indices || !starts || !(height > 0) || !(width > 0)) return false;
    for (let block = 0; block < rows / height; block++) {
      for (let k = starts[block]!; k < starts[block + 1]!; k++) {
        for (let i = 0; i < height * width; i++) {
          const row = block * height + Math.floor(i / width);
          if (!add(row, indices[k]! * width + (i % width), data, k * height * width + i)) return false;
        }
      }
    }
    return true;
  },
  dia({ arrays }, [rows, columns], add) {
    const data = numbers(arrays['data']);
    const offsets = places(arrays['offsets']);
    const width = arrays['data']!.shape[1];
    if (!data || !offsets || width === undefined) return false;
    return offsets.every((offset, k) => {
      const end = Math.min(rows + offset, columns, width);
      for (let column = Math.max(offset, 0); column < end; column++) {
        if (!add(column - offset, column, data, k * width + column)) return false;
      }
      return true;
    });
  },
  lil({ arrays, dtype }, _, add) {
    const columns = arrays['rows']!.items ?? [];
    const values = arrays['data']!.items ?? [];
    return columns.every((list, row) => {
      const [at, of] = [listOf(list), listOf(values[row])];
      if (at?.length !== of?.length || !at || !of) return false;
      return Array.from(at).every((column, i) => addValue(add, row, Number(column as bigint), of[i]!, dtype));
    });
  },
  dok({ entries = [], dtype }, _, add) {
    for (let i = 0; i < entries.length; i += 2) {
      const key = entries[i];
      const [row, column] = isKind(key, 'tuple') ? key.items.map(plainNumber) : [];
      if (row === undefined || column === undefined) return false;
      if (!addValue(add, row, column, entries[i + 1]!, dtype)) return false;
    }
    return true;
  },
};

function listOf(value: PyValue | undefined): ArrayLike<PyValue> | undefined {
  return isKind(value, 'list') || isKind(value, 'tuple') ? value.items : undefined;
}

function plain(value: PyValue): PyValue | undefined {
  return isKind(value, 'npscalar') ? scalarValue(value) : value;
}

function plainNumber(value: PyValue): number {
  const number = plain(value);
  return typeof number === 'bigint' || typeof number === 'number' ? Number(number) : NaN;
}

function addValue(add: Add, row: number, column: number, value: PyValue, dtype: PyDType): boolean {
  const number = plain(value);
  if (isKind(number, 'complex')) return add(row, column, [number.re, number.im], 0);
  if (typeof number !== 'number' && typeof number !== 'bigint' && typeof number !== 'boolean') return false;
  if (dtype.type === 'c') return add(row, column, [Number(number), 0], 0);
  // The typed array of a 64-bit int takes bigints, the others numbers.
  const wide = (dtype.type === 'i' || dtype.type === 'u') && dtype.itemsize === 8;
  if (wide && typeof number === 'number' && !Number.isInteger(number)) return false;
  return add(row, column, [(wide ? BigInt(number) : Number(number)) as number], 0);
}
