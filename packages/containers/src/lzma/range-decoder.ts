/**
 * The range coder: each bit takes its part of a range of numbers, by how probable it is.
 *
 * `range` and `code` are ints of 32 bits that are compared unsigned. The loops keep them in locals: they are where the time goes.
 */
export class RangeDecoder {
  readonly #input: Uint8Array;
  /** Offset of the next byte. Beyond the end zeros are read: whoever drives it looks at this. */
  at = 0;
  #range = 0;
  #code = 0;
  /** See `model.ts`. */
  probabilities: Uint16Array = new Uint16Array(0);

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  /** Begins with the five bytes at an offset. @returns false when the first is not 0, as it has to be */
  start(at: number): boolean {
    const input = this.#input;
    this.#range = -1;
    this.#code = 0;
    for (let i = 1; i < 5; i++) this.#code = (this.#code << 8) | input[at + i]!;
    this.at = at + 5;
    return input[at] === 0;
  }

  /** Whether it stands as an encoder leaves it at the end. */
  get isFinished(): boolean {
    return this.#code === 0;
  }

  bit(index: number): 0 | 1 {
    const { probabilities } = this;
    const probability = probabilities[index]!;
    const bound = Math.imul(this.#range >>> 11, probability);
    let bit: 0 | 1;
    if (this.#code >>> 0 < bound >>> 0) {
      this.#range = bound;
      probabilities[index] = probability + ((2048 - probability) >> 5);
      bit = 0;
    } else {
      this.#range = (this.#range - bound) | 0;
      this.#code = (this.#code - bound) | 0;
      probabilities[index] = probability - (probability >> 5);
      bit = 1;
    }
    if (this.#range >>> 24 === 0) {
      this.#range <<= 8;
      this.#code = (this.#code << 8) | this.#input[this.at++]!;
    }
    return bit;
  }

  /** A tree of bits, the highest first. @param leaves - power of two */
  tree(base: number, leaves: number): number {
    const { probabilities } = this;
    const input = this.#input;
    let range = this.#range;
    let code = this.#code;
    let { at } = this;
    let node = 1;
    do {
      const index = base + node;
      const probability = probabilities[index]!;
      const bound = Math.imul(range >>> 11, probability);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        probabilities[index] = probability + ((2048 - probability) >> 5);
        node <<= 1;
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        probabilities[index] = probability - (probability >> 5);
        node = (node << 1) | 1;
      }
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | input[at++]!;
      }
    } while (node < leaves);
    this.#range = range;
    this.#code = code;
    this.at = at;
    return node - leaves;
  }

  /** A literal after a match: as long as its bits are those of the byte that the match would go on with, that byte's trees hold. */
  matchedLiteral(base: number, matched: number): number {
    const { probabilities } = this;
    const input = this.#input;
    let range = this.#range;
    let code = this.#code;
    let { at } = this;
    let node = 1;
    let offset = 0x100;
    do {
      matched <<= 1;
      const bit = matched & offset;
      const index = base + offset + bit + node;
      const probability = probabilities[index]!;
      const bound = Math.imul(range >>> 11, probability);
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        probabilities[index] = probability + ((2048 - probability) >> 5);
        node <<= 1;
        offset &= ~bit;
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        probabilities[index] = probability - (probability >> 5);
        node = (node << 1) | 1;
        offset &= bit;
      }
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | input[at++]!;
      }
    } while (node < 0x100);
    this.#range = range;
    this.#code = code;
    this.at = at;
    return node & 0xff;
  }

  /** A tree of bits, the lowest first. */
  reversedTree(base: number, bits: number): number {
    const { probabilities } = this;
    const input = this.#input;
    let range = this.#range;
    let code = this.#code;
    let { at } = this;
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const index = base + node;
      const probability = probabilities[index]!;
      const bound = Math.imul(range >>> 11, probability);
      node <<= 1;
      if (code >>> 0 < bound >>> 0) {
        range = bound;
        probabilities[index] = probability + ((2048 - probability) >> 5);
      } else {
        range = (range - bound) | 0;
        code = (code - bound) | 0;
        probabilities[index] = probability - (probability >> 5);
        node |= 1;
        value |= 1 << i;
      }
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | input[at++]!;
      }
    }
    this.#range = range;
    this.#code = code;
    this.at = at;
    return value;
  }

  /** Bits of which either is as probable, the highest first. */
  direct(bits: number): number {
    const input = this.#input;
    let range = this.#range;
    let code = this.#code;
    let { at } = this;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      range >>>= 1;
      // Half of a range has 31 bits, so the sign tells which half; no branch, for which way it goes nobody can guess.
      code = (code - range) | 0;
      const isBelow = code >> 31;
      code = (code + (range & isBelow)) | 0;
      value = (value << 1) + 1 + isBelow;
      if (range >>> 24 === 0) {
        range <<= 8;
        code = (code << 8) | input[at++]!;
      }
    }
    this.#range = range;
    this.#code = code;
    this.at = at;
    return value;
  }
}
