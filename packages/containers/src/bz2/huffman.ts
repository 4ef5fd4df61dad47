import type { BitReader } from './bits.js';

export const MAX_LENGTH = 20;
/** Codes of at most so many bits are looked up at once. */
const FAST = 10;

/** The codes of one table of a block, canonical: ordered by length, then by symbol. */
export class HuffmanTable {
  /** By the next bits: symbol << 5 | length, or 0 for a longer code. */
  readonly #fast = new Uint16Array(1 << FAST);
  /** By length: the first code that is longer, and what to add to a code for its place in `symbols`. */
  readonly #limit = new Int32Array(MAX_LENGTH + 1);
  readonly #shift = new Int32Array(MAX_LENGTH + 1);
  readonly #symbols: Uint16Array;

  /** @param lengths - of each symbol's code, 1 to 20 */
  constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length);
    let code = 0;
    let place = 0;
    for (let length = 1; length <= MAX_LENGTH; length++) {
      this.#shift[length] = place - code;
      for (let symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] !== length) continue;
        if (length <= FAST) {
          const first = code << (FAST - length);
          this.#fast.fill((symbol << 5) | length, first, first + (1 << (FAST - length)));
        }
        this.#symbols[place++] = symbol;
        code++;
      }
      this.#limit[length] = code;
      code <<= 1;
    }
  }

  /** @returns the next symbol, or -1 for bits that are no code */
  decode(bits: BitReader): number {
    const entry = this.#fast[bits.peek(FAST)]!;
    if (entry !== 0) {
      bits.skip(entry & 31);
      return entry >> 5;
    }
    for (let length = FAST + 1; length <= MAX_LENGTH; length++) {
      const code = bits.peek(length);
      if (code >= this.#limit[length]!) continue;
      bits.skip(length);
      return this.#symbols[this.#shift[length]! + code] ?? -1;
    }
    return -1;
  }
}
