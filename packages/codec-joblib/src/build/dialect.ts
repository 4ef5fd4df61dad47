/**
 * joblib's addition to pickle: where an array was there is a wrapper, and its bytes follow the BUILD that completes it.
 * @see joblib, `NumpyArrayWrapper.read_array` and `NumpyUnpickler.load_build` in joblib/numpy_pickle.py
 */

import { attribute, isKind, type PyDType, type PyNdArray, type PyObject, type PyValue } from '@brine/core';
import { arrayOf, type Dialect, type RawCursor } from '@brine/codec-pickle/vm';
import { failure } from '../errors.js';
import { MODULE, SIDE_FILE_WRAPPERS, WRAPPER } from '../spec/wrappers.js';
import { hasObjects } from './dtype.js';
import { toNativeOrder } from './native-order.js';

/** What a wrapper of joblib 0.9 or older stands for: an array in a file beside the pickle. */
export type SideFile = (wrapper: PyObject, raw: RawCursor<PyValue>) => PyValue;

/** @param isInZfile - there joblib knows the wrappers of its time only: what follows another is opcodes */
export function dialectWith(sideFile: SideFile, isInZfile = false): Dialect {
  return {
    onBuild(object, raw) {
      const name = wrapperName(object);
      if (name === undefined || (isInZfile && name === WRAPPER)) return undefined;
      return name === WRAPPER ? readArray(object, raw) : sideFile(object, raw);
    },
  };
}

/** For a single file: what lies beside it is refused by name. */
export const joblibDialect: Dialect = dialectWith((wrapper, { offset }) => {
  const file = attribute(wrapper, 'filename');
  throw failure({
    code: 'OLD',
    fault: 'unsupported',
    message: `The file is of joblib 0.9 or older: an array is in ${typeof file === 'string' ? JSON.stringify(file) : 'a file'} beside it.`,
    offset,
    hint: 'Load it in Python with a newer joblib, and dump it again.',
  });
});

/** Name of the wrapper class that an object is of. */
function wrapperName({ func }: PyObject): string | undefined {
  if (!isKind(func, 'global') || !(func.module === MODULE || func.module.endsWith(`.${MODULE}`))) return undefined;
  return func.name === WRAPPER || SIDE_FILE_WRAPPERS.includes(func.name) ? func.name : undefined;
}

function readArray(wrapper: PyObject, raw: RawCursor<PyValue>): PyValue {
  const cls = attribute(wrapper, 'subclass');
  const shape = attribute(wrapper, 'shape');
  const dtype = attribute(wrapper, 'dtype');
  const size = elements(shape);
  if (!isKind(cls, 'global') || !isKind(dtype, 'dtype') || shape === undefined || size === undefined)
    throw badWrapper(raw);
  // An array of objects is a whole pickle of its own.
  if (hasObjects(dtype)) return withDType(raw.pickle(), dtype);

  const alignment = attribute(wrapper, 'numpy_array_alignment_bytes');
  if (alignment !== undefined && alignment !== null) raw.take(raw.take(1)[0]!);
  const { offset } = raw;
  const data = raw.leave(size * dtype.itemsize);
  const order = attribute(wrapper, 'order') === 'F' ? 'F' : 'C';
  const native = toNativeOrder({ dtype, data });
  const origin = { offsetOf: (bytes: Uint8Array) => (bytes === data ? offset : undefined) };
  return arrayOf(classOf(cls), native.dtype, shape, order, native.data, origin);
}

/** The nested pickle has a dtype of its own for what is one dtype in Python: that of the wrapper, which others may share. */
function withDType(value: PyValue, dtype: PyDType): PyValue {
  if (isKind(value, 'ndarray') && value.dtype.type === 'O' && dtype.type === 'O') {
    (value as { dtype: PyDType }).dtype = dtype;
  }
  return value;
}

/** A memory map is an array that lay in another file. */
function classOf(cls: PyNdArray['class']): PyNdArray['class'] {
  return cls.name === 'memmap' && cls.module.startsWith('numpy') ? { ...cls, module: 'numpy', name: 'ndarray' } : cls;
}

/** Number of elements of a shape; undefined when it is none. */
function elements(shape: PyValue | undefined): number | undefined {
  if (!isKind(shape, 'tuple')) return undefined;
  let size = 1;
  for (const length of shape.items) {
    if (typeof length !== 'bigint' || length < 0n) return undefined;
    size *= Number(length);
  }
  return size;
}

function badWrapper({ offset }: RawCursor<PyValue>): Error {
  return failure({
    code: 'WRAPPER',
    fault: 'malformed',
    message: `A ${WRAPPER} has no class, shape or dtype that joblib writes.`,
    offset,
    hint: 'The file is damaged, or crafted.',
  });
}
