/**
 * Where opcodes go: one growing buffer, cut into chunks as it fills, and data too large to copy as chunks of their own.
 *
 *     chunks   [...taken...] [....] [....large data, not copied....] [....]
 *     buffer                                                         bytes[start] ... bytes[length]
 *                                                                          frame header at bytes[frame]
 *
 * Frames are those of CPython's `_Pickler_OpcodeBoundary`, `_Pickler_CloseFrame` and `_Pickler_write_bytes` (Modules/_pickle.c).
 */

import { encodeUtf8 } from './text.js';

/** A frame is closed when it has grown to this, and data of this size lie outside of frames (`FRAME_SIZE_TARGET`). */
export const FRAME_TARGET = 64 * 1024;
/** A frame of fewer bytes goes without its header (`FRAME_SIZE_MIN`). */
const FRAME_LEAST = 4;
const FRAME_HEADER = 9;
const FRAME = 0x95;

/** What the buffer begins with; from the first chunk on it has more. */
const FIRST_ROOM = 1024;
const ROOM = 16 * FRAME_TARGET;

export class Output {
  private bytes = new Uint8Array(FIRST_ROOM);
  private view = new DataView(this.bytes.buffer);
  /** Where the next chunk begins. */
  private start = 0;
  private length = 0;
  /** Where the open frame's header is, or -1 in protocols without frames. */
  private frame = -1;
  private chunks: Uint8Array[] = [];
  /** Bytes of all chunks so far. */
  private cutBytes = 0;
  /** Bytes of the chunks that were not taken yet. */
  waiting = 0;

  /** Bytes written so far, with the header of an open frame. */
  get offset(): number {
    return this.cutBytes + this.length - this.start;
  }

  /** Hands over the chunks that are complete. They are views of the buffer until {@link reuse}. */
  take(): Uint8Array[] {
    const { chunks } = this;
    this.chunks = [];
    this.waiting = 0;
    return chunks;
  }

  /** Writes over what was taken: fresh memory costs more than all else. */
  reuse(): void {
    const { start, length, frame } = this;
    this.bytes.copyWithin(0, start, length);
    this.start = 0;
    this.length = length - start;
    if (frame >= 0) this.frame = frame - start;
  }

  /** From here on all is in frames. An empty frame leaves no trace, so that there is always one open. */
  openFrame(): void {
    this.reserve(FRAME_HEADER);
    this.frame = this.length;
    this.length += FRAME_HEADER;
  }

  /** @returns whether there was a frame to close */
  closeFrame(): boolean {
    const { frame } = this;
    if (frame < 0) return false;
    const size = this.length - frame - FRAME_HEADER;
    if (size >= FRAME_LEAST) {
      this.bytes[frame] = FRAME;
      this.setLength8(frame + 1, size);
    } else {
      this.bytes.copyWithin(frame, frame + FRAME_HEADER, this.length);
      this.length -= FRAME_HEADER;
    }
    this.frame = -1;
    return true;
  }

  /** Before each value: the only place where a frame ends by its size. */
  boundary(): void {
    if (this.frame < 0) {
      if (this.length - this.start >= FRAME_TARGET) this.cut();
    } else if (this.length - this.frame - FRAME_HEADER >= FRAME_TARGET) {
      this.closeFrame();
      this.cut();
      this.openFrame();
    }
  }

  /** Ends the chunk. */
  cut(): void {
    const { bytes, start, length } = this;
    if (length > start) this.push(bytes.subarray(start, length));
    this.start = length;
    if (bytes.length - length < 2 * FRAME_TARGET) this.newBuffer(ROOM);
  }

  /**
   * Bytes as they are, outside of frames and without a copy: the caller leaves them as they are until they were taken.
   *
   * @param before - writes what goes before them, outside of frames too
   */
  outside(before: () => void, data: Uint8Array): void {
    const framed = this.closeFrame();
    before();
    this.append(data);
    if (framed) this.openFrame();
  }

  /** Bytes as a chunk of their own; there is no frame open. */
  append(data: Uint8Array): void {
    this.cut();
    this.push(data);
  }

  op(opcode: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = opcode;
  }

  op1(opcode: number, argument: number): void {
    const at = this.reserve(2);
    this.bytes[at] = opcode;
    this.bytes[at + 1] = argument;
    this.length = at + 2;
  }

  op2(opcode: number, argument: number): void {
    const at = this.reserve(3);
    this.bytes[at] = opcode;
    this.view.setUint16(at + 1, argument, true);
    this.length = at + 3;
  }

  op4(opcode: number, argument: number): void {
    const at = this.reserve(5);
    this.bytes[at] = opcode;
    this.view.setInt32(at + 1, argument, true);
    this.length = at + 5;
  }

  op8(opcode: number, argument: number): void {
    const at = this.reserve(9);
    this.bytes[at] = opcode;
    this.setLength8(at + 1, argument);
    this.length = at + 9;
  }

  /** Big-endian, the only number that is. */
  float(opcode: number, value: number): void {
    const at = this.reserve(9);
    this.bytes[at] = opcode;
    this.view.setFloat64(at + 1, value);
    this.length = at + 9;
  }

  copy(data: Uint8Array): void {
    const at = this.reserve(data.byteLength);
    this.bytes.set(data, at);
    this.length = at + data.byteLength;
  }

  /** Characters U+0000 to U+00FF as bytes. */
  latin1(text: string): void {
    const at = this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[at + i] = text.charCodeAt(i);
    this.length = at + text.length;
  }

  /** @param size - of the text in UTF-8 */
  utf8(text: string, size: number): void {
    const at = this.reserve(size);
    this.length = encodeUtf8(text, this.bytes, at);
  }

  /** An opcode whose argument is one byte of length and UTF-8: at most 85 characters, which cannot be more than 255 bytes. */
  shortText(opcode: number, text: string): void {
    const at = this.reserve(2 + 3 * text.length);
    const end = encodeUtf8(text, this.bytes, at + 2);
    this.bytes[at] = opcode;
    this.bytes[at + 1] = end - at - 2;
    this.length = end;
  }

  /** @returns where they begin */
  private reserve(size: number): number {
    if (this.length + size > this.bytes.length) this.grow(size);
    return this.length;
  }

  private grow(size: number): void {
    this.newBuffer(2 * (this.length - this.start + size));
  }

  private newBuffer(size: number): void {
    const { bytes, start, length, frame } = this;
    this.bytes = new Uint8Array(size);
    this.view = new DataView(this.bytes.buffer);
    this.bytes.set(bytes.subarray(start, length));
    this.start = 0;
    this.length = length - start;
    if (frame >= 0) this.frame = frame - start;
  }

  private push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.cutBytes += chunk.byteLength;
    this.waiting += chunk.byteLength;
  }

  private setLength8(at: number, value: number): void {
    this.view.setUint32(at, value % 2 ** 32, true);
    this.view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
  }
}
