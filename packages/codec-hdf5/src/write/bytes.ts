/** Bytes that are put together. */

import { lookup3 } from '../spec/checksum.js';

/** Addresses and sizes have 8 bytes in what is written. */
export class Bytes {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  length = 0;

  #room(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  u8(...values: readonly number[]): this {
    for (const value of values) {
      // The room first: it may exchange the view.
      const at = this.#room(1);
      this.#view.setUint8(at, value);
    }
    return this;
  }

  u16(value: number): this {
    const at = this.#room(2);
    this.#view.setUint16(at, value, true);
    return this;
  }

  u32(value: number): this {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
    return this;
  }

  u64(value: number | bigint): this {
    const at = this.#room(8);
    this.#view.setBigUint64(at, BigInt(value), true);
    return this;
  }

  uint(value: number, size: number): this {
    for (let i = 0; i < size; i++) this.u8(Math.floor(value / 256 ** i) & 0xff);
    return this;
  }

  /** An address; undefined is the one that means none. */
  address(value: number | undefined): this {
    return value === undefined ? this.u64(0xffffffffffffffffn) : this.u64(value);
  }

  put(bytes: Uint8Array): this {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  text(letters: string): this {
    return this.put(new TextEncoder().encode(letters));
  }

  zeros(count: number): this {
    this.#room(count);
    return this;
  }

  pad8(): this {
    return this.zeros((8 - (this.length % 8)) % 8);
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }

  /** With the checksum of all that is before it. */
  checked(): Uint8Array<ArrayBuffer> {
    return this.u32(lookup3(this.done())).done();
  }
}
