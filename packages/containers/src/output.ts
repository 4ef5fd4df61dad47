import { limitError, type Limits } from '@brine/core';

/** Ratios are looked at once more than this came out. */
const SMALL = 1 << 20;
/** A first guess at how many times as many bytes come out. */
const TYPICAL_EXPANSION = 4;

/**
 * What comes out of a decoder, in one piece of memory that grows, within the limits: a bomb stops as soon as it is seen to be one.
 * Decoders that copy from what they wrote need no window of their own.
 */
export class Output {
  /** The memory; what was written is before `size`. It moves when it grows, so ask {@link room} for it. */
  #memory: Uint8Array;
  #size = 0;
  readonly #id: string;
  readonly #limits: Limits;
  readonly #inputSize: number;

  /**
   * @param id - of the container, for errors
   * @param inputSize - compressed bytes
   */
  constructor(id: string, limits: Limits, inputSize: number) {
    this.#id = id;
    this.#limits = limits;
    this.#inputSize = inputSize;
    this.#memory = new Uint8Array(Math.min(TYPICAL_EXPANSION * inputSize, limits.expanded, limits.bytes));
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#size;
  }

  /**
   * Makes sure that so many more bytes may come, before anything is allocated for them.
   *
   * @param offset - of the compressed bytes that they come from
   * @throws CodecError `limit`
   */
  expect(length: number, offset: number): void {
    const size = this.#size + length;
    const { expanded, bytes, expansion } = this.#limits;
    if (size > expanded) throw this.#over('expanded', `More than ${expanded} bytes`, offset);
    if (size > bytes) throw this.#over('bytes', `More than ${bytes} bytes`, offset);
    if (size > SMALL && size > this.#inputSize * expansion)
      throw this.#over('expansion', `More than ${expansion} times as many bytes`, offset);
  }

  /**
   * Memory with room for `count` more bytes from `size` on, which a decoder fills and then tells {@link advance}. A decoder that
   * does not know how many will come asks for as many as one round of it can make: limits are looked at when they are there.
   */
  room(count: number): Uint8Array {
    const needed = this.#size + count;
    if (needed > this.#memory.length) {
      const larger = this.#allocate(Math.max(needed, 2 * this.#memory.length));
      larger.set(this.#memory.subarray(0, this.#size));
      this.#memory = larger;
    }
    return this.#memory;
  }

  /**
   * Takes what a decoder put into the memory up to `end`.
   *
   * @param offset - of the compressed bytes that it came from
   * @throws CodecError `limit`
   */
  advance(end: number, offset: number): void {
    this.expect(end - this.#size, offset);
    this.#size = end;
  }

  /** Copies a chunk behind what is there. */
  write(chunk: Uint8Array, offset: number): void {
    this.expect(chunk.length, offset);
    this.room(chunk.length).set(chunk, this.#size);
    this.#size += chunk.length;
  }

  /** What was written from `start` on: a view, until more is written. */
  since(start: number): Uint8Array {
    return this.#memory.subarray(start, this.#size);
  }

  /** Everything, from the beginning of its memory, so that arrays in it are aligned as in a file. */
  toBytes(): Uint8Array {
    return this.#memory.subarray(0, this.#size);
  }

  #allocate(length: number): Uint8Array {
    try {
      return new Uint8Array(length);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw limitError(this.#id, 'bytes', this.#limits, `There is no memory for the ${length} bytes that come out`);
    }
  }

  #over(limit: 'expanded' | 'bytes' | 'expansion', what: string, offset: number): Error {
    return limitError(this.#id, limit, this.#limits, `${what} come out of ${this.#inputSize} compressed ones`, {
      offset,
    });
  }
}
