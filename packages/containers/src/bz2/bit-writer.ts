import { ByteWriter } from '../byte-writer.js';

/** Bits from the highest down. See `bits.ts`. */
export class BitWriter {
  readonly #out: ByteWriter;
  #bits = 0;
  #held = 0;

  constructor(expected: number) {
    this.#out = new ByteWriter(expected);
  }

  /** @param count - 1 to 24 */
  write(value: number, count: number): void {
    this.#bits = (this.#bits << count) | value;
    this.#held += count;
    while (this.#held >= 8) {
      this.#held -= 8;
      this.#out.u8((this.#bits >>> this.#held) & 0xff);
    }
  }

  u32(value: number): void {
    this.write(value >>> 16, 16);
    this.write(value & 0xffff, 16);
  }

  /** The whole, with zeros up to a whole byte. */
  toBytes(): Uint8Array {
    if (this.#held > 0) this.write(0, 8 - this.#held);
    return this.#out.toBytes();
  }
}
