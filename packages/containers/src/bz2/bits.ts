import { malformed } from '../errors.js';

/** Bits from the highest down, as bzip2 packs them. */
export class BitReader {
  readonly #id: string;
  readonly #input: Uint8Array;
  /** Offset of the next byte. */
  at: number;
  /** The last bytes read; the lowest `held` bits of it are still to be given. */
  #bits = 0;
  #held = 0;

  constructor(id: string, input: Uint8Array, at: number) {
    this.#id = id;
    this.#input = input;
    this.at = at;
  }

  /** @param count - 1 to 24 */
  read(count: number): number {
    this.fill(count);
    this.#held -= count;
    return (this.#bits >>> this.#held) & ((1 << count) - 1);
  }

  /** The next bits, which are not yet taken: beyond the end of the input they are 0. */
  peek(count: number): number {
    this.fill(count);
    return (this.#bits >>> (this.#held - count)) & ((1 << count) - 1);
  }

  /** Takes bits that were peeked. */
  skip(count: number): void {
    this.#held -= count;
  }

  fill(count: number): void {
    while (this.#held < count) {
      this.#bits = (this.#bits << 8) | this.#input[this.at++]!;
      this.#held += 8;
    }
  }

  /** @throws CodecError `malformed` when bits beyond the end of the input were taken */
  check(): void {
    if (this.at - (this.#held >> 3) > this.#input.length) {
      throw malformed(this.#id, 'unexpected end of file', this.#input.length);
    }
  }

  /** Goes to the next whole byte. */
  align(): void {
    this.at -= this.#held >> 3;
    this.#held = 0;
  }

  /** Offset of the byte that the next bit is in. */
  get offset(): number {
    return Math.min(this.at - ((this.#held + 7) >> 3), this.#input.length);
  }
}
