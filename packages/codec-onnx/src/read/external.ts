/**
 * Tensors whose elements lie in another file.
 * @see https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 */

import { assertPlainName, limitError, type ByteSource, type Context } from '@brine/core';
import { ID, onnxError, recordError } from '../errors.js';
import type { ModelProto, TensorProto } from '../spec/messages.js';
import { collect } from './walk.js';

/** `TensorProto.DataLocation.EXTERNAL`. */
export const EXTERNAL = 1;

/** Bytes of the tensors that lie in other files. */
export type ExternalBytes = ReadonlyMap<TensorProto, Uint8Array>;

/** Where the elements of a tensor lie. */
interface Place {
  readonly file: string;
  readonly offset: number;
  /** Undefined: up to the end of the file. */
  readonly length: number | undefined;
}

/**
 * Loads what the model keeps in files of the same folder.
 *
 * @throws CodecError `malformed` for a place outside of the folder or of the file, `io` for a file that is not there
 */
export async function loadExternal(model: ModelProto, context: Context): Promise<ExternalBytes> {
  const loaded = new Map<TensorProto, Uint8Array>();
  const tensors = collect('TensorProto', 'ModelProto', model).filter(({ dataLocation }) => dataLocation === EXTERNAL);
  if (tensors.length === 0) return loaded;
  const sources = new Map<string, ByteSource>();
  let total = 0;
  try {
    for (const tensor of tensors) {
      const place = placeOf(tensor);
      let source = sources.get(place.file);
      if (!source) sources.set(place.file, (source = await openBeside(place.file, tensor, context)));
      const length = place.length ?? source.size - place.offset;
      if (length < 0 || place.offset + length > source.size) throw outside(tensor, place, source.size);
      total += length;
      if (total > context.limits.bytes)
        throw limitError(ID, 'bytes', context.limits, `External data has over ${total} bytes`);
      loaded.set(tensor, await source.read(place.offset, length, context.signal));
    }
  } finally {
    for (const source of sources.values()) await source.close?.();
  }
  return loaded;
}

/** @throws CodecError `malformed` for a name that is a path, or numbers that are none */
export function placeOf(tensor: TensorProto): Place {
  const entries = new Map((tensor.externalData ?? []).map(({ key = '', value = '' }) => [key, value]));
  const file = entries.get('location') ?? '';
  try {
    assertPlainName(file, 'malformed');
  } catch {
    const what = `Tensor ${tensor.name ?? ''} lies in ${JSON.stringify(file)}, which is not the name of a file beside the model`;
    throw recordError('malformed', 'EXTERNAL', tensor, tensor.name ?? '', what);
  }
  return {
    file,
    offset: numberOf(tensor, entries.get('offset')) ?? 0,
    length: numberOf(tensor, entries.get('length')),
  };
}

function numberOf(tensor: TensorProto, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(number)) return number;
  const what = `Tensor ${tensor.name ?? ''} has ${JSON.stringify(text)} for an offset or length of its external data`;
  throw recordError('malformed', 'EXTERNAL', tensor, tensor.name ?? '', what);
}

function outside(tensor: TensorProto, { file, offset, length }: Place, size: number): Error {
  const range = `${length ?? 'all'} bytes from ${offset}`;
  const what = `Tensor ${tensor.name ?? ''} has ${range} of ${JSON.stringify(file)}, which has ${size}`;
  return recordError('malformed', 'EXTERNAL', tensor, tensor.name ?? '', what);
}

async function openBeside(name: string, tensor: TensorProto, context: Context): Promise<ByteSource> {
  const source = await context.sibling(name);
  if (source) return source;
  throw onnxError(
    'io',
    'EXTERNAL-MISSING',
    `The model keeps its weights in ${JSON.stringify(name)}, which is not there`,
    {
      path: tensor.name,
      hint: 'Put that file beside the model, and open the model as a file of that folder.',
    },
  );
}
