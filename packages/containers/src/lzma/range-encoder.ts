import type { ByteWriter } from '../byte-writer.js';

const TOP = 2 ** 24;
const CARRY = 2 ** 32;

/** The range coder the other way: narrows a range of numbers bit by bit, and writes one out of it. See `range-decoder.ts`. */
export class RangeEncoder {
  readonly #out: ByteWriter;
  probabilities: Uint16Array = new Uint16Array(0);
  /** The lower end of the range: up to 33 bits, the highest of which is carried over to what waits to be written. */
  #low = 0;
  #range = 0xffffffff;
  /** The last byte before `low`, and how many bytes wait with it: those behind it are 255, through which a carry would go. */
  #waiting = 0;
  #waitingCount = 1;

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  /** Bytes that would be there if it ended now. */
  get size(): number {
    return this.#out.size + this.#waitingCount + 4;
  }

  bit(index: number, bit: number): void {
    const { probabilities } = this;
    const probability = probabilities[index]!;
    const bound = (this.#range >>> 11) * probability;
    if (bit === 0) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
    } else {
      this.#low += bound;
      this.#range -= bound;
      probabilities[index] = probability - (probability >> 5);
    }
    if (this.#range < TOP) {
      this.#range = (this.#range << 8) >>> 0;
      this.#shift();
    }
  }

  tree(base: number, leaves: number, value: number): void {
    let node = 1;
    for (let mask = leaves >> 1; mask > 0; mask >>= 1) {
      const bit = (value & mask) === 0 ? 0 : 1;
      this.bit(base + node, bit);
      node = (node << 1) | bit;
    }
  }

  matchedLiteral(base: number, matched: number, value: number): void {
    let node = 1;
    let offset = 0x100;
    for (let mask = 0x80; mask > 0; mask >>= 1) {
      matched <<= 1;
      const expected = matched & offset;
      const bit = (value & mask) === 0 ? 0 : 1;
      this.bit(base + offset + expected + node, bit);
      node = (node << 1) | bit;
      offset &= bit === 0 ? ~expected : expected;
    }
  }

  reversedTree(base: number, bits: number, value: number): void {
    let node = 1;
    for (let i = 0; i < bits; i++) {
      const bit = (value >>> i) & 1;
      this.bit(base + node, bit);
      node = (node << 1) | bit;
    }
  }

  direct(bits: number, value: number): void {
    for (let i = bits - 1; i >= 0; i--) {
      this.#range >>>= 1;
      if ((value >>> i) & 1) this.#low += this.#range;
      if (this.#range < TOP) {
        this.#range = (this.#range << 8) >>> 0;
        this.#shift();
      }
    }
  }

  /** Writes what waits; a new range begins. */
  finish(): void {
    for (let i = 0; i < 5; i++) this.#shift();
    this.#low = 0;
    this.#range = 0xffffffff;
    this.#waiting = 0;
    this.#waitingCount = 1;
  }

  #shift(): void {
    const low = this.#low;
    if (low < 0xff000000 || low >= CARRY) {
      const carry = low >= CARRY ? 1 : 0;
      for (let byte = this.#waiting; this.#waitingCount > 0; this.#waitingCount--, byte = 0xff) {
        this.#out.u8((byte + carry) & 0xff);
      }
      this.#waiting = (low >>> 24) & 0xff;
    }
    this.#waitingCount++;
    this.#low = (low % TOP) * 256;
  }
}
