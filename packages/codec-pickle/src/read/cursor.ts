/**
 * A window of a file's bytes and a place in it:
 *
 *     file    0 ........ base ........ base + at ........ base + bytes.length ........ size
 *     window             bytes[0]      bytes[at]
 *
 * The opcode loop is synchronous and reads the window only. When it needs more, it stops before the opcode and says how many
 * bytes it `wanted` from there; whoever feeds it moves the window and runs it again.
 */
export class Cursor {
  bytes: Uint8Array;
  view: DataView;
  /** Offset in the file of the window's first byte. */
  base: number;
  /** Index in the window of the next byte. */
  at = 0;
  /** Size of the file. */
  readonly size: number;
  /** Bytes from the current place on that the window should hold. */
  wanted = 0;

  constructor(bytes: Uint8Array, base = 0, size = base + bytes.byteLength) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.base = base;
    this.size = size;
  }

  /** Offset in the file of the next byte. */
  get offset(): number {
    return this.base + this.at;
  }

  /** Moves the window; the place in the file stays, and must lie in it. */
  refill(bytes: Uint8Array, base: number): void {
    this.at = this.offset - base;
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.base = base;
  }

  /** Offset in the file of bytes that are a view of the window; undefined for others. */
  offsetOf(data: Uint8Array): number | undefined {
    const at = data.byteOffset - this.bytes.byteOffset;
    return data.buffer === this.bytes.buffer && at >= 0 && at + data.byteLength <= this.bytes.byteLength
      ? this.base + at
      : undefined;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
