import { limitError, type Limits } from '@brine/core';

/** Ratios are looked at once more than this came out. */
const SMALL = 1 << 20;

/** What comes out of a decoder, within the limits: a bomb stops as soon as it is seen to be one. */
export class Output {
  readonly #id: string;
  readonly #limits: Limits;
  readonly #inputSize: number;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /**
   * @param id - of the container, for errors
   * @param inputSize - compressed bytes
   */
  constructor(id: string, limits: Limits, inputSize: number) {
    this.#id = id;
    this.#limits = limits;
    this.#inputSize = inputSize;
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#size;
  }

  /**
   * Makes sure that so many more bytes may come.
   *
   * @param offset - of the compressed bytes that they come from
   * @throws CodecError `limit`
   */
  expect(length: number, offset: number): void {
    const size = this.#size + length;
    const { expanded, bytes, expansion } = this.#limits;
    const fail = (limit: 'expanded' | 'bytes' | 'expansion', what: string) =>
      limitError(this.#id, limit, this.#limits, `${what} come out of ${this.#inputSize} compressed ones`, { offset });
    if (size > expanded) throw fail('expanded', `More than ${expanded} bytes`);
    if (size > bytes) throw fail('bytes', `More than ${bytes} bytes`);
    if (size > SMALL && size > this.#inputSize * expansion)
      throw fail('expansion', `More than ${expansion} times as many bytes`);
  }

  /** Keeps a chunk; it may not change afterwards. */
  write(chunk: Uint8Array, offset: number): void {
    this.expect(chunk.length, offset);
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** Everything, in one piece that is alone in its memory, so that arrays in it are aligned as in a file. */
  toBytes(): Uint8Array {
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
