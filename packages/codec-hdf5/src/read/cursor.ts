/** A place in bytes, which moves as numbers are read. */

import { malformed } from '../errors.js';

/** Lengths of addresses and of sizes in this file, in bytes. */
export interface Widths {
  readonly offsets: number;
  readonly lengths: number;
}

export class Cursor {
  at = 0;
  readonly #view: DataView;

  /** @param base - byte offset of `bytes` in the file, for errors */
  constructor(
    readonly bytes: Uint8Array,
    readonly base: number,
    readonly widths: Widths,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Byte offset in the file. */
  get offset(): number {
    return this.base + this.at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  #step(count: number): number {
    if (count > this.left) throw malformed('a structure ends before its contents do', this.offset);
    const at = this.at;
    this.at += count;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#step(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  /** A number of so many bytes. */
  uint(size: number): number {
    const at = this.#step(size);
    let value = 0;
    for (let i = size - 1; i >= 0; i--) value = value * 256 + this.bytes[at + i]!;
    if (!Number.isSafeInteger(value)) throw malformed('a number is larger than any file', this.base + at);
    return value;
  }

  /** An address, from the base address on; undefined for the one that means none. */
  address(): number | undefined {
    const { offsets } = this.widths;
    const at = this.#step(offsets);
    if (this.bytes.subarray(at, at + offsets).every((byte) => byte === 0xff)) return undefined;
    this.at = at;
    return this.uint(offsets);
  }

  /** An address that has to be there. */
  place(): number {
    const { offset } = this;
    const address = this.address();
    if (address === undefined) throw malformed('an address is missing', offset);
    return address;
  }

  length(): number {
    return this.uint(this.widths.lengths);
  }

  /** A size where all ones mean none or no bound. */
  bound(): number | undefined {
    const { lengths } = this.widths;
    const at = this.#step(lengths);
    if (this.bytes.subarray(at, at + lengths).every((byte) => byte === 0xff)) return undefined;
    this.at = at;
    return this.uint(lengths);
  }

  /** Bytes as they are; a view. */
  take(count: number): Uint8Array {
    const at = this.#step(count);
    return this.bytes.subarray(at, at + count);
  }

  skip(count: number): void {
    this.#step(count);
  }

  /** A part of it with a place of its own. */
  part(count: number): Cursor {
    const { offset } = this;
    return new Cursor(this.take(count), offset, this.widths);
  }

  /** Text that a NUL ends, which is passed. */
  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw malformed('a name has no end', this.offset);
    const bytes = this.take(end - this.at);
    this.at = end + 1;
    return decodeText(bytes);
  }

  /** Passes what fills up to a multiple of eight since a place. */
  pad8(since: number): void {
    this.skip((8 - ((this.at - since) % 8)) % 8);
  }

  /** Takes the four letters of a structure. */
  signature(letters: string): void {
    const { offset } = this;
    const found = String.fromCharCode(...this.take(4));
    if (found !== letters) throw malformed(`there is no ${letters} block where one should be`, offset);
  }
}

const UTF8 = new TextDecoder();

/** UTF-8, or latin-1 where it is none. */
export function decodeText(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}
