/**
 * What `joblib.dump` writes where an array is: a wrapper, then padding and the array's bytes.
 * @see joblib, `NumpyPickler.save` and `NumpyArrayWrapper.write_array` in joblib/numpy_pickle.py
 */

import { isKind, pyDict, pyGlobal, pyObject, pyTuple, type PyGlobal, type PyNdArray, type PyObject } from '@brine/core';
import { dumpPickle, type PickleWriteOptions, type RawWriter, type SavingDialect } from '@brine/codec-pickle/write';
import { ALIGNMENT, ARRAY_CLASSES, MODULE, OBJECTS_PROTOCOL, PADDING, WRAPPER } from '../spec/wrappers.js';
import { hasObjects } from '../build/dtype.js';

/** @param numpy - whose names arrays of objects are written with, and which joblib's habits go with them */
export function savingDialect({ numpy = 1 }: Pick<PickleWriteOptions, 'numpy'>): SavingDialect {
  // One class, not one for each array, so that the memo knows it.
  const wrapperClass = pyGlobal(MODULE, WRAPPER);
  return {
    onSave(value, protocol) {
      if (!isKind(value, 'ndarray') || !isPlain(value)) return undefined;
      const objects = hasObjects(value.dtype);
      return {
        value: wrapperOf(value, newWrapper(wrapperClass, protocol), !objects),
        after: (raw) => {
          if (objects) raw.write(dumpPickle(value, { protocol: OBJECTS_PROTOCOL[numpy], numpy }));
          else writeBytes(value.data, raw);
        },
      };
    },
  };
}

/** Whether joblib takes the array out of the pickle: other subclasses have a state of their own. */
function isPlain({ class: { module, name }, state }: PyNdArray): boolean {
  return state === undefined && ARRAY_CLASSES.includes(name) && /^numpy(\.|$)/.test(module);
}

/** @see CPython, `object.__reduce_ex__`: protocols 0 and 1 have no opcode for it */
function newWrapper(cls: PyGlobal, protocol: number): PyObject {
  if (protocol >= 2) return pyObject('newobj', cls, pyTuple([]));
  return pyObject('reconstructor', cls, pyTuple([pyGlobal('builtins', 'object'), null]));
}

function wrapperOf(array: PyNdArray, wrapper: PyObject, mappable: boolean): PyObject {
  wrapper.state = pyDict([
    'subclass',
    array.class,
    'shape',
    pyTuple(array.shape.map(BigInt)),
    'order',
    isFortran(array) ? 'F' : 'C',
    'dtype',
    array.dtype,
    'allow_mmap',
    mappable,
    'numpy_array_alignment_bytes',
    BigInt(ALIGNMENT),
  ]);
  return wrapper;
}

/** Whether the layout differs from C's. */
function isFortran({ order, shape }: PyNdArray): boolean {
  return order === 'F' && !shape.includes(0) && shape.filter((length) => length > 1).length > 1;
}

/** The number of bytes of padding, which is never 0, the padding, and the elements. */
function writeBytes(data: Uint8Array, raw: RawWriter): void {
  const count = ALIGNMENT - ((raw.offset + 1) % ALIGNMENT);
  raw.write(Uint8Array.of(count, ...new Array<number>(count).fill(PADDING)));
  raw.write(data);
}
