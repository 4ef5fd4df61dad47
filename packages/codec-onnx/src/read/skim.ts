/**
 * Loads a model but for the elements of its large tensors: those are stepped over and read when they are asked for.
 *
 * What is not loaded stays zeros in an array of the file's size, so that every offset is the file's own. The operating system gives memory
 * to the pages that are written to only.
 */

import { limitError, type ByteSource, type Context } from '@brine/core';
import { ID, onnxError } from '../errors.js';
import { fieldsOf, LENGTH_DELIMITED } from '../spec/fields.js';
import { MESSAGES, type MessageName } from '../spec/messages.js';

/** Elements of fewer bytes are read along: another read costs more. */
const LEAST_HOLE = 1 << 14;

/** Bytes of the first read after a hole; each read that follows takes twice as many, up to the most. */
const FIRST_WINDOW = 1 << 12;
const MOST_WINDOW = 1 << 20;

/** protobuf's own limit on a message, and so on a file. */
export const MOST_BYTES = 2 ** 31 - 1;

/** A field number and wire type, then a length: neither has more than ten bytes. */
const MOST_HEADER = 20;

export interface Skimmed {
  /** As long as the file. */
  readonly bytes: Uint8Array;
  /** What was not loaded: the first byte of a tensor's elements, and how many there are. */
  readonly holes: ReadonlyMap<number, number>;
}

/**
 * Reads all that is not the elements of a large tensor. Bytes that are no ONNX model are read whole: the decoder says what is wrong.
 *
 * @throws CodecError `limit` when more than `limits.bytes` were read, `malformed` for a file that is larger than any can be
 */
export async function skim(source: ByteSource, context: Context): Promise<Skimmed> {
  if (source.bytes) return { bytes: source.bytes, holes: new Map() };
  if (source.size > MOST_BYTES) {
    throw onnxError('malformed', 'SIZE', `The file has ${source.size} bytes; an ONNX file has at most ${MOST_BYTES}`, {
      offset: MOST_BYTES,
      hint: 'Weights beyond that lie in a file beside the model.',
    });
  }
  const loader = new Loader(source, context);
  const holes = new Map<number, number>();
  const open: { readonly message: MessageName; readonly end: number }[] = [{ message: 'ModelProto', end: source.size }];
  for (let at = 0, level = open.at(-1); level; level = open.at(-1)) {
    if (at >= level.end) {
      open.pop();
      continue;
    }
    await loader.load(at, Math.min(MOST_HEADER, level.end - at));
    const header = headerAt(loader.bytes, at, level.end);
    if (!header || header.end > level.end) {
      await loader.load(at, source.size - at);
      break;
    }
    const { number, wireType, start, end } = header;
    at = end;
    const field = fieldsOf(level.message).byNumber.get(number);
    const isLarge = wireType === LENGTH_DELIMITED && field?.wireType === wireType && end - start >= LEAST_HOLE;
    if (isLarge && Object.hasOwn(MESSAGES, field.type)) {
      open.push({ message: field.type as MessageName, end });
      at = start;
    } else if (isLarge && field.name === 'rawData' && loader.skip(start, end)) holes.set(start, end - start);
    else await loader.load(start, end - start);
  }
  return { bytes: loader.bytes, holes };
}

/** Fills the array from front to back. */
class Loader {
  readonly bytes: Uint8Array;
  readonly #source: ByteSource;
  readonly #context: Context;
  /** All before it is loaded or skipped. */
  #done = 0;
  #window = FIRST_WINDOW;
  #total = 0;

  constructor(source: ByteSource, context: Context) {
    this.#source = source;
    this.#context = context;
    this.bytes = new Uint8Array(source.size);
  }

  async load(at: number, length: number): Promise<void> {
    const lacking = at + length - this.#done;
    if (lacking <= 0) return;
    const { limits, signal } = this.#context;
    const wanted = Math.min(Math.max(lacking, this.#window), this.bytes.length - this.#done);
    this.#total += wanted;
    if (this.#total > limits.bytes) throw limitError(ID, 'bytes', limits, `The file has over ${this.#total} bytes`);
    this.bytes.set(await this.#source.read(this.#done, wanted, signal), this.#done);
    this.#done += wanted;
    this.#window = Math.min(this.#window * 2, MOST_WINDOW);
  }

  /** @returns false when the bytes are loaded already */
  skip(start: number, end: number): boolean {
    if (end <= this.#done) return false;
    this.#done = Math.max(end, start);
    this.#window = FIRST_WINDOW;
    return true;
  }
}

interface Header {
  readonly number: number;
  readonly wireType: number;
  /** Of the payload. */
  readonly start: number;
  readonly end: number;
}

/** A field's header. @returns undefined for what is none */
function headerAt(bytes: Uint8Array, at: number, end: number): Header | undefined {
  const tag = varintAt(bytes, at, end);
  if (!tag) return undefined;
  const [number, wireType] = [Math.floor(tag.value / 8), tag.value % 8];
  if (wireType === 1) return { number, wireType, start: tag.end, end: tag.end + 8 };
  if (wireType === 5) return { number, wireType, start: tag.end, end: tag.end + 4 };
  if (wireType !== 0 && wireType !== LENGTH_DELIMITED) return undefined;
  const value = varintAt(bytes, tag.end, end);
  if (!value) return undefined;
  return { number, wireType, start: value.end, end: value.end + (wireType === 0 ? 0 : value.value) };
}

function varintAt(bytes: Uint8Array, at: number, end: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 10 && at + i < end; i++) {
    const byte = bytes[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return undefined;
}
