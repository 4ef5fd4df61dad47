/** An array as the bytes of a .npy file. */

import {
  bytesOf,
  globalName,
  isKind,
  parseDType,
  sizeOf,
  typestringOf,
  type Note,
  type NumericData,
  type PyNdArray,
  type PyValue,
  type Tensor,
} from '@brine/core';
import { hasObjects, toDescr } from '../build/descr.js';
import { failure, type Id } from '../errors.js';
import { encodeHeader, type HeaderFields } from './header.js';

/** A .npy file that is to be written. */
export interface Piece {
  readonly header: Uint8Array;
  data(): Promise<Uint8Array>;
  readonly notes: readonly Note[];
}

/**
 * A numpy array or scalar.
 *
 * @param path - where it is in the value
 * @returns undefined for another value
 * @throws CodecError `encode` for what the format cannot hold without Python
 */
export function pieceOfValue(value: PyValue, id: Id, path: string): Piece | undefined {
  if (isKind(value, 'npscalar')) return pieceOfArray(scalarArray(value.dtype, value.data), id, path);
  return isKind(value, 'ndarray') ? pieceOfArray(value, id, path) : undefined;
}

function scalarArray(dtype: PyNdArray['dtype'], data: Uint8Array): PyNdArray {
  const cls = { kind: 'global', module: 'numpy', name: 'ndarray' } as const;
  return { kind: 'ndarray', class: cls, dtype, shape: [], order: 'C', data };
}

function pieceOfArray(array: PyNdArray, id: Id, path: string): Piece {
  const { dtype, shape, order, data } = array;
  if (array.items || hasObjects(dtype))
    throw refusal(id, path, 'An array of Python objects is a pickle in this format.');
  const descr = dtype.type === 'T' ? undefined : toDescr(dtype);
  if (descr === undefined) throw refusal(id, path, 'Its dtype cannot be described in this format.');
  if (data.length !== sizeOf(shape) * dtype.itemsize) throw refusal(id, path, 'Its bytes do not fit its shape.');
  // Only where the layout differs from C's.
  const fortran = order === 'F' && !shape.includes(0) && shape.filter((length) => length > 1).length > 1;
  const isSubclass = globalName(array.class) !== 'numpy.ndarray';
  return {
    header: headerOf({ descr, fortran, shape }, id, path),
    data: () => Promise.resolve(data),
    notes: isSubclass ? [lost(`its class, ${globalName(array.class)}, is not kept`, path)] : [],
  };
}

/** @throws CodecError `encode` for elements that numpy has no type for */
export async function pieceOfTensor(tensor: Tensor, id: Id): Promise<Piece> {
  const { dtype, shape, name = '', storedType } = tensor;
  if (dtype === 'str') return pieceOfTexts((await tensor.read()).data as readonly string[], tensor, id);
  const descr = typestringOf(dtype);
  if (descr === undefined) throw refusal(id, name, `numpy has no type for elements of ${dtype}.`);
  const { itemsize } = parseDType(descr)!;
  return {
    header: headerOf({ descr, fortran: false, shape }, id, name),
    async data() {
      const bytes = bytesOf((await tensor.read()).data as NumericData);
      if (bytes.length === sizeOf(shape) * itemsize) return bytes;
      throw refusal(id, name, `Reading it gave ${bytes.length} bytes, which do not fit its shape.`);
    },
    notes: storedType === undefined ? [] : [lost(`its type, ${storedType}, is kept as ${dtype}`, name)],
  };
}

/** Text in elements as long as the longest, at four bytes a character. */
function pieceOfTexts(texts: readonly string[], { shape, name = '' }: Tensor, id: Id): Piece {
  const characters = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = characters.reduce((most, { length }) => Math.max(most, length), 1);
  const view = new DataView(new ArrayBuffer(4 * width * texts.length));
  characters.forEach((points, i) => {
    points.forEach((point, k) => {
      view.setUint32(4 * (i * width + k), point, true);
    });
  });
  return {
    header: headerOf({ descr: `<U${width}`, fortran: false, shape }, id, name),
    data: () => Promise.resolve(new Uint8Array(view.buffer)),
    notes: [],
  };
}

function headerOf(fields: HeaderFields, id: Id, path: string): Uint8Array {
  const header = encodeHeader(fields);
  if (header) return header;
  throw refusal(id, path, 'Its header is too long for the format.');
}

function lost(message: string, path: string): Note {
  return {
    code: 'BRINE-NUMPY-TYPE',
    message: path === '' ? message : `${JSON.stringify(path)}: ${message}`,
    loss: true,
    path,
  };
}

export function refusal(id: Id, path: string, message: string): Error {
  const hint = 'Write it as a pickle or a joblib file, which hold every Python value.';
  return failure({ codec: id, code: 'ENCODE', fault: 'encode', message, path, hint });
}
