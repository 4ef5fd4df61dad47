/**
 * Tensors whose elements lie in another file.
 * @see https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 */

import { assertPlainName, type ByteSource, type Context } from '@brine/core';
import { onnxError, recordError } from '../errors.js';
import type { TensorProto } from '../spec/messages.js';

/** `TensorProto.DataLocation.EXTERNAL`. */
export const EXTERNAL = 1;

/** Where the elements of a tensor lie. */
interface Place {
  readonly file: string;
  readonly offset: number;
  /** Undefined: up to the end of the file. */
  readonly length: number | undefined;
}

/** Finds the elements of tensors in files of the model's folder, each of which is opened once. */
export class ExternalFiles {
  readonly #context: Context;
  readonly #sources = new Map<string, Promise<ByteSource>>();

  constructor(context: Context) {
    this.#context = context;
  }

  /**
   * @throws CodecError `malformed` for a place outside of the folder or of the file, `io` for a file that is not there
   */
  async find(tensor: TensorProto): Promise<{ source: ByteSource; offset: number; length: number }> {
    const place = placeOf(tensor);
    let opening = this.#sources.get(place.file);
    if (!opening) this.#sources.set(place.file, (opening = openBeside(place.file, tensor, this.#context)));
    const source = await opening;
    const length = place.length ?? source.size - place.offset;
    if (length < 0 || place.offset + length > source.size) throw outside(tensor, place, source.size);
    return { source, offset: place.offset, length };
  }

  async close(): Promise<void> {
    for (const opening of this.#sources.values())
      await opening.then((source) => source.close?.()).catch(() => undefined);
    this.#sources.clear();
  }
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
