import { crc32 } from '../checksum/crc32.js';
import { malformed } from '../errors.js';

/** A place in the bytes of a stream. */
export class Cursor {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  at: number;

  constructor(id: string, bytes: Uint8Array, at: number) {
    this.id = id;
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  /** Passes bytes. @returns offset of the first @throws CodecError `malformed` when they are not all there */
  take(count: number): number {
    const start = this.at;
    if (start + count > this.bytes.length) throw malformed(this.id, 'unexpected end of file', this.bytes.length);
    this.at += count;
    return start;
  }

  u8(): number {
    return this.bytes[this.take(1)]!;
  }

  /** Little endian. */
  u32(): number {
    return this.#view.getUint32(this.take(4), true);
  }

  /** A number in bytes of 7 bits, the lowest first (1.2). */
  integer(): number {
    const start = this.at;
    let value = 0;
    for (let i = 0; i < 9; i++) {
      const byte = this.u8();
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte & 0x80) continue;
      if ((byte === 0 && i > 0) || value > Number.MAX_SAFE_INTEGER) break;
      return value;
    }
    throw malformed(this.id, 'a number has more bytes than it may', start);
  }

  /** Zeros up to a multiple of four from `start`. */
  padding(start: number): void {
    while ((this.at - start) % 4 !== 0) {
      if (this.u8() !== 0) throw malformed(this.id, 'padding is not zero', this.at - 1);
    }
  }

  /** The CRC-32 of everything from `start` on, which follows it. */
  crc32(start: number, what: string): void {
    const { at } = this;
    if (this.u32() !== crc32(this.bytes.subarray(start, at))) {
      throw malformed(this.id, `the CRC-32 of ${what} does not match`, at);
    }
  }
}
