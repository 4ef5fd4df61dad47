/**
 * A window of a file's bytes and a place in it:
 *
 *     file    0 ........ base ........ base + at ........ base + bytes.length ........ size
 *     window             bytes[0]      bytes[at]
 *
 * The opcode loop is synchronous and reads the window only. When it needs more, it stops before the opcode and says how many
 * bytes it `wanted` from there; whoever feeds it moves the window and runs it again. The place may lie behind the window: the bytes
 * between were passed over.
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
  /** As many bytes of an array, where they are not in the window, are left unread. */
  leaves = Infinity;
  /** Offset of the first that were. */
  left: number | undefined;

  private readonly windows = new WeakMap<ArrayBufferLike, Placed>();

  constructor(bytes: Uint8Array, base = 0, size = base + bytes.byteLength) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.base = base;
    this.size = size;
    this.windows.set(bytes.buffer, placed(bytes, base));
  }

  /** Offset in the file of the next byte. */
  get offset(): number {
    return this.base + this.at;
  }

  /** Moves the place; the window stays, and must be moved when the place is before it. */
  seek(offset: number): void {
    this.at = offset - this.base;
  }

  /** Moves the window; the place in the file stays, and lies in it. */
  refill(bytes: Uint8Array, base: number): void {
    const { offset } = this;
    const known = this.windows.get(bytes.buffer);
    // Two windows in one memory that lie apart in the file: a view's place could not be told. One of them gets a memory of its own.
    const own = known && known.origin !== base - bytes.byteOffset ? new Uint8Array(bytes) : bytes;
    this.windows.set(own.buffer, placed(own, base, own === bytes ? known : undefined));
    this.bytes = own;
    this.view = viewOf(own);
    this.base = base;
    this.seek(offset);
  }

  /** Offset in the file of bytes that are a view of a window; undefined for others. */
  offsetOf(data: Uint8Array): number | undefined {
    const window = this.windows.get(data.buffer);
    const at = data.byteOffset;
    return window && at >= window.from && at + data.byteLength <= window.to ? window.origin + at : undefined;
  }
}

/** Windows in one memory. */
interface Placed {
  /** Offset in the file that the first byte of the memory would have. */
  readonly origin: number;
  /** Where in the memory they begin and end. */
  readonly from: number;
  readonly to: number;
}

function placed({ byteOffset, byteLength }: Uint8Array, base: number, known?: Placed): Placed {
  const to = byteOffset + byteLength;
  return {
    origin: base - byteOffset,
    from: Math.min(byteOffset, known?.from ?? byteOffset),
    to: Math.max(to, known?.to ?? to),
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
