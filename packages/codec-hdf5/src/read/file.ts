/** Windows of the file, and how much may be done with it. */

import { type ByteSource, type Context, limitError } from '@brine/core';
import { ID, malformed } from '../errors.js';
import { Cursor, type Widths } from './cursor.js';

/** What is read at once around a structure. */
const PAGE = 1 << 14;
/** Pages that are kept. */
const KEPT = 512;

export class File {
  readonly #pages = new Map<number, Promise<Uint8Array>>();
  #items = 0;
  widths: Widths = { offsets: 8, lengths: 8 };
  /** Where the addresses count from: behind a user block. */
  base = 0;
  /** Is told of room inside of structures that holds nothing: who judges a file looks whether that is so. */
  onRoom?: (bytes: Uint8Array, offset: number) => void;

  constructor(
    readonly source: ByteSource,
    readonly context: Context,
  ) {}

  /** Counts what is made of the file: a structure that holds itself has no end. */
  count(items: number, what: string, offset?: number): void {
    this.#items += items;
    const { limits } = this.context;
    if (this.#items > limits.items) {
      throw limitError(ID, 'items', limits, `The file has too many ${what}`, offset === undefined ? {} : { offset });
    }
  }

  /** @throws CodecError `limit` for more memory than may be held */
  checkBytes(bytes: number, what: string, path?: string): void {
    const { limits } = this.context;
    if (bytes > limits.bytes) {
      throw limitError(ID, 'bytes', limits, `${what} has ${bytes} bytes`, path === undefined ? {} : { path });
    }
  }

  /** Bytes from an address. */
  async cursor(address: number, length: number): Promise<Cursor> {
    const offset = this.base + address;
    const { size } = this.source;
    if (offset + length > size) throw malformed('an address is behind the end of the file', Math.min(offset, size));
    return new Cursor(await this.#read(offset, length), offset, this.widths);
  }

  /** At most so many bytes from an address: as many as the file has. */
  peek(address: number, most: number): Promise<Cursor> {
    const left = this.source.size - this.base - address;
    return this.cursor(address, Math.max(0, Math.min(most, left)));
  }

  async #read(offset: number, length: number): Promise<Uint8Array> {
    const { source, context } = this;
    if (source.bytes || length > PAGE) return source.read(offset, length, context.signal);
    const first = Math.floor(offset / PAGE);
    const last = Math.floor((offset + Math.max(length, 1) - 1) / PAGE);
    const start = offset - first * PAGE;
    if (first === last) return (await this.#page(first)).subarray(start, start + length);
    const joined = new Uint8Array(length);
    const head = (await this.#page(first)).subarray(start);
    joined.set(head);
    joined.set((await this.#page(last)).subarray(0, length - head.length), head.length);
    return joined;
  }

  #page(number: number): Promise<Uint8Array> {
    const known = this.#pages.get(number);
    if (known) return known;
    const offset = number * PAGE;
    const { size } = this.source;
    const page = this.source.read(offset, Math.min(PAGE, size - offset), this.context.signal);
    // The oldest goes: structures lie near those that were read last.
    if (this.#pages.size >= KEPT) this.#pages.delete(this.#pages.keys().next().value!);
    this.#pages.set(number, page);
    return page;
  }
}
