/** Bytes written one behind the other, into memory that grows. */
export class ByteWriter {
  #bytes: Uint8Array;
  #size = 0;

  /** @param expected - bytes for which there is room at once */
  constructor(expected = 1 << 12) {
    this.#bytes = new Uint8Array(Math.max(expected, 64));
  }

  get size(): number {
    return this.#size;
  }

  u8(value: number): void {
    if (this.#size === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#size++] = value;
  }

  /** Little endian. */
  u32(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.u8((value >>> shift) & 0xff);
  }

  /** Little endian. @param value - up to 2^53 */
  u64(value: number): void {
    this.u32(value % 2 ** 32);
    this.u32(Math.floor(value / 2 ** 32));
  }

  write(bytes: ArrayLike<number>): void {
    if (this.#size + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#size);
    this.#size += bytes.length;
  }

  /** Puts a number in place of bytes that were written. */
  setU32(at: number, value: number): void {
    for (let i = 0; i < 4; i++) this.#bytes[at + i] = (value >>> (8 * i)) & 0xff;
  }

  /** Takes back all but the first bytes. */
  truncate(size: number): void {
    this.#size = size;
  }

  /** What was written: a view, until more is. */
  toBytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#size);
  }

  #grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.#size + by, 2 * this.#bytes.length));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
