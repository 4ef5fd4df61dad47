/**
 * `scipy.sparse`: every format, matrix and array, under old and new module paths.
 * @see https://docs.scipy.org/doc/scipy/reference/sparse.html
 */

import type { PyDict, PyDType, PyNdArray, PyObject, PyValue } from '../../contract/value.js';
import { isKind } from '../../model/make.js';
import { attribute } from '../../model/object.js';
import { sizeOf, stored } from '../../model/ndarray.js';
import type { JsonObject } from '../json.js';
import { typestring } from '../../model/dtype.js';
import { denseOf, DENSE_LIMIT } from '../numpy/dense.js';
import { sha256Hex } from '../sha256.js';
import { elementsJson, nest } from '../tagged/arrays.js';
import { type Adapter, adapter, call, itemsOf, type Made, madeBy, safeInt, shortName } from './adapter.js';

export type SparseFormat = 'csr' | 'csc' | 'coo' | 'dia' | 'bsr' | 'lil' | 'dok';

export interface SparseMatrix {
  readonly class: string;
  readonly format: SparseFormat;
  readonly shape: readonly number[];
  readonly dtype: PyDType;
  /** The arrays of the format, by scipy's names: data, indices, indptr, row, col, offsets, rows. */
  readonly arrays: Readonly<Record<string, PyNdArray>>;
  /** Of dok: the entries, `(row, column), value, ...`. */
  readonly entries?: readonly PyValue[];
  /** Stored elements, as scipy's `nnz`. */
  readonly nnz: number;
}

const FORMATS: readonly SparseFormat[] = ['csr', 'csc', 'coo', 'dia', 'bsr', 'lil', 'dok'];

function namesOf(format: SparseFormat): string[] {
  // 0.x to 1.7, 1.8 and up; arrays of 1.8 to 1.10 lay in one module.
  const modules = [`scipy.sparse._${format}`, `scipy.sparse.${format}`, 'scipy.sparse', 'scipy.sparse._arrays'];
  return modules.flatMap((module) => [`${module}.${format}_matrix`, `${module}.${format}_array`]);
}

const arrayAttribute = (object: PyObject, name: string): PyNdArray | undefined => {
  const value = attribute(object, name);
  return isKind(value, 'ndarray') ? value : undefined;
};

/** A sparse matrix out of its record; undefined for what is none or is not whole. */
export function readSparse({ how, name, object }: Made): SparseMatrix | undefined {
  const format = shortName(name).slice(0, 3) as SparseFormat;
  const lengths = itemsOf(attribute(object, '_shape') ?? attribute(object, 'shape'));
  const shape = lengths && Array.from(lengths, (length) => safeInt(length) ?? -1);
  if (how === 'call' || !shape || shape.length === 0 || shape.some((length) => length < 0)) return undefined;
  const common = { class: name, format, shape };
  if (format === 'dok') return readDok(common, object);
  const arrays = arraysOf(format, object);
  const nnz = arrays && COUNT[format](arrays, shape);
  if (!arrays || nnz === undefined) return undefined;
  const own = attribute(object, 'dtype');
  return { ...common, arrays, nnz, dtype: format === 'lil' && isKind(own, 'dtype') ? own : arrays['data']!.dtype };
}

/** A sparse matrix out of an object; undefined for any other object. */
export function sparseOf(object: PyObject): SparseMatrix | undefined {
  const made = madeBy(object);
  return made && NAMES.has(made.name) ? readSparse(made) : undefined;
}

const NAMES: ReadonlySet<string> = new Set(FORMATS.flatMap(namesOf));

const ARRAYS: Readonly<Record<SparseFormat, readonly string[]>> = {
  csr: ['data', 'indices', 'indptr'],
  csc: ['data', 'indices', 'indptr'],
  bsr: ['data', 'indices', 'indptr'],
  coo: ['data', 'row', 'col'],
  dia: ['data', 'offsets'],
  lil: ['data', 'rows'],
  dok: [],
};

function arraysOf(format: SparseFormat, object: PyObject): Record<string, PyNdArray> | undefined {
  const arrays: Record<string, PyNdArray> = {};
  for (const name of ARRAYS[format]) {
    const array = arrayAttribute(object, name) ?? coordinate(object, name);
    if (!array) return undefined;
    arrays[name] = array;
  }
  return arrays;
}

/** Since scipy 1.13 row and col are `coords`. */
function coordinate(object: PyObject, name: string): PyNdArray | undefined {
  const coords = itemsOf(attribute(object, 'coords'));
  const value = coords?.length === 2 ? coords[name === 'row' ? 0 : 1] : undefined;
  return (name === 'row' || name === 'col') && isKind(value, 'ndarray') ? value : undefined;
}

type Arrays = Readonly<Record<string, PyNdArray>>;

function lastOf(array: PyNdArray): number | undefined {
  const values = stored(array);
  return values && values.length > 0 ? Number(values[values.length - 1]) : undefined;
}

const compressed = (arrays: Arrays) => lastOf(arrays['indptr']!);

const COUNT: Readonly<Record<SparseFormat, (arrays: Arrays, shape: readonly number[]) => number | undefined>> = {
  csr: compressed,
  csc: compressed,
  bsr(arrays) {
    const blocks = compressed(arrays);
    const { shape } = arrays['data']!;
    return blocks === undefined || shape.length !== 3 ? undefined : blocks * shape[1]! * shape[2]!;
  },
  coo: (arrays) => sizeOf(arrays['data']!.shape),
  dia(arrays, [rows = 0, columns = 0]) {
    const offsets = stored(arrays['offsets']!);
    const width = arrays['data']!.shape[1];
    if (!offsets || width === undefined) return undefined;
    let count = 0;
    for (const offset of offsets) {
      const k = Number(offset);
      count += Math.max(Math.min(rows + k, columns, width) - Math.max(k, 0), 0);
    }
    return count;
  },
  lil(arrays) {
    let count = 0;
    for (const row of arrays['rows']!.items ?? []) count += itemsOf(row)?.length ?? 0;
    return count;
  },
  dok: () => undefined,
};

function readDok(common: Pick<SparseMatrix, 'class' | 'format' | 'shape'>, object: PyObject): SparseMatrix | undefined {
  const dtype = attribute(object, 'dtype');
  // A subclass of dict once; since scipy 1.13 the dict is an attribute, and may be in the stream twice.
  const base = object.via === 'reconstructor' ? object.args.items[1] : undefined;
  const dict = [attribute(object, '_dict'), base].find((value): value is PyDict => isKind(value, 'dict'));
  const entries = dict ? dict.entries : (object.entries ?? []);
  if (!isKind(dtype, 'dtype')) return undefined;
  return { ...common, dtype, arrays: {}, entries, nnz: entries.length / 2 };
}

/** Matrices of more elements than this are hashed. */
const BIG_DENSE = 6000;

/** The whole matrix; undefined when it is too large to write out. */
function denseJson(view: SparseMatrix, full: boolean): JsonObject | undefined {
  const size = sizeOf(view.shape);
  const data = size > DENSE_LIMIT ? undefined : denseOf(view);
  if (!data) return undefined;
  const dtype: PyDType = view.dtype.byteOrder === '>' ? { ...view.dtype, byteOrder: '<' } : view.dtype;
  const json: JsonObject = { shape: [...view.shape], dtype: typestring(dtype) };
  if (full || size <= BIG_DENSE) return { ...json, data: nest(elementsJson(data, dtype, size), view.shape) };
  return { ...json, sha256: sha256Hex(data), first: elementsJson(data, dtype, 64) };
}

const sparse = adapter<SparseMatrix>({
  names: [...NAMES],
  read: readSparse,
  tag(view, out) {
    const json: JsonObject = {
      $: 'sparse',
      class: view.class,
      format: view.format,
      shape: [...view.shape],
      dtype: typestring(view.dtype),
      nnz: view.nnz,
    };
    const matrix = denseJson(view, out.full);
    if (matrix) json['dense'] = matrix;
    // `rows` of a lil is not among what the sidecars show.
    for (const [name, array] of Object.entries(view.arrays)) if (name !== 'rows') json[name] = out.array(array);
    return json;
  },
  js(view, out) {
    const plain = { class: view.class, format: view.format, shape: view.shape, dtype: typestring(view.dtype) };
    const entries = view.entries && { entries: out.dict(view.entries) };
    return out.named(Object.entries(view.arrays), { ...plain, ...entries });
  },
  text: ({ class: name, shape, dtype, nnz }) =>
    call(shortName(name), [`shape=(${shape.join(', ')})`, `dtype=${typestring(dtype)}`, `nnz=${nnz}`]),
});

export const SPARSE: readonly Adapter[] = [sparse];
