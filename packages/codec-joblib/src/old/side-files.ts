/**
 * Arrays of joblib up to 0.9, which lie in files beside the pickle. The opcode loop cannot wait for them: a first reading tells which
 * they are, then they are loaded, and a second reading takes them.
 * @see joblib, `NDArrayWrapper.read` and `ZNDArrayWrapper.read` in joblib/numpy_pickle_compat.py
 */

import {
  attribute,
  isCodecError,
  isKind,
  limitError,
  type ByteSource,
  type Context,
  type PyNdArray,
  type PyObject,
  type PyValue,
} from '@brine/core';
import { arrayOf, type RawCursor } from '@brine/codec-pickle/vm';
import { hasObjects } from '../build/dtype.js';
import { toNativeOrder } from '../build/native-order.js';
import { failure, ID } from '../errors.js';
import { readZfile } from './zfile.js';

export class SideFiles {
  private readonly wanted = new Map<string, PyObject>();
  private readonly loaded = new Map<string, PyValue>();
  private isComplete = false;

  constructor(private readonly context: Context) {}

  /** The array that a wrapper stands for; in the first reading something in its place. */
  take(wrapper: PyObject, { offset }: RawCursor<PyValue>): PyValue {
    const name = attribute(wrapper, 'filename');
    if (typeof name !== 'string') throw malformed('A wrapper names no file for its array.', offset);
    const array = this.loaded.get(name);
    if (array !== undefined) return array;
    if (this.isComplete) throw missing(name, offset);
    this.wanted.set(name, wrapper);
    return null;
  }

  /**
   * Loads the files that were asked for. @returns whether there were any
   *
   * @throws CodecError `io` when one is not there, `malformed` when it holds no array or its name is no plain one
   */
  async load(): Promise<boolean> {
    const { context } = this;
    let held = 0;
    for (const [name, wrapper] of this.wanted) {
      const source = await context.sibling(name);
      if (!source) throw missing(name);
      held += source.size;
      if (held > context.limits.bytes)
        throw limitError(ID, 'bytes', context.limits, 'The files beside it are too large');
      try {
        const isCompressed = isKind(wrapper.func, 'global') && wrapper.func.name.startsWith('Z');
        this.loaded.set(
          name,
          await (isCompressed ? zipped(source, wrapper, context) : saved(source, wrapper, context)),
        );
      } catch (error) {
        throw named(error, name);
      } finally {
        await source.close?.();
      }
    }
    this.isComplete = true;
    return this.wanted.size > 0;
  }
}

/** A .npy file, which the host opens. */
async function saved(source: ByteSource, wrapper: PyObject, context: Context): Promise<PyValue> {
  let value: PyValue | undefined;
  try {
    value = await (await context.open(source)).value?.();
  } catch (error) {
    if (!isCodecError(error) || error.code !== 'BRINE-CORE-UNKNOWN') throw error;
    throw failure({
      code: 'SIDE-FILE',
      fault: 'unsupported',
      message:
        'The arrays are in .npy files beside it, as joblib 0.9 and older wrote them, and nothing is installed that reads them.',
      hint: 'npm install @brine/codec-numpy',
      cause: error,
    });
  }
  if (!isKind(value, 'ndarray')) throw malformed('A file beside it holds no array.');
  const cls = attribute(wrapper, 'subclass');
  const array: PyNdArray = {
    ...value,
    ...toNativeOrder(value),
    ...(isKind(cls, 'global') && cls.name === 'matrix' ? { class: cls } : {}),
  };
  // It is a place in another file.
  delete (array as { offset?: number }).offset;
  return array;
}

/** The elements alone, compressed; what else makes the array is in the wrapper. */
async function zipped(source: ByteSource, wrapper: PyObject, context: Context): Promise<PyValue> {
  const data = await readZfile(source, context);
  const args = attribute(wrapper, 'init_args');
  const state = attribute(wrapper, 'state');
  const cls = isKind(args, 'tuple') ? args.items[0] : undefined;
  const [, shape, dtype, fortran] = isKind(state, 'tuple') ? state.items : [];
  if (!isKind(cls, 'global') || !isKind(dtype, 'dtype') || !isKind(shape, 'tuple') || hasObjects(dtype)) {
    throw malformed('A wrapper has no class, shape or dtype that joblib writes.');
  }
  const native = toNativeOrder({ dtype, data });
  return arrayOf(cls, native.dtype, shape, fortran === true ? 'F' : 'C', native.data, { offsetOf: () => undefined });
}

/** An error about a file says which. */
function named(error: unknown, path: string): unknown {
  if (!isCodecError(error)) return error;
  const { code, fault, message, hint, at } = error;
  return failure({
    code: code.replace('BRINE-JOBLIB-', ''),
    fault,
    message: `${path}: ${message}`,
    hint,
    cause: error,
    ...at,
  });
}

function missing(name: string, offset?: number): Error {
  return failure({
    code: 'SIDE-FILE',
    fault: 'io',
    message: `The file is of joblib 0.9 or older: an array is in ${JSON.stringify(name)} beside it, which is not there.`,
    offset,
    hint: 'Keep the files that joblib wrote together, and open the one without a number from a folder.',
  });
}

function malformed(message: string, offset?: number): Error {
  return failure({ code: 'WRAPPER', fault: 'malformed', message, offset, hint: 'The file is damaged, or crafted.' });
}
