/**
 * LZ4 frames, one after another.
 * @see lz4_Frame_format.md of the LZ4 project; what may follow a frame is as in Python's `lz4.frame.LZ4FrameFile`
 */

import { xxh32, type Hasher32 } from '../checksum/xxhash.js';
import { malformed, unsupported } from '../errors.js';
import type { Task } from '../task.js';
import { readBlock } from './read-block.js';
import * as spec from './spec.js';

/** See {@link Decompress}. */
export async function decompress(task: Task): Promise<void> {
  const reader = new FrameReader(task, await xxh32());
  let at = 0;
  do at = await decompressFrame(reader, at);
  while (at < task.input.length);
}

/** Reads little-endian numbers at offsets, and refuses what is not there. */
class FrameReader {
  readonly task: Task;
  readonly hash: Hasher32;
  readonly #view: DataView;

  constructor(task: Task, hash: Hasher32) {
    const { input } = task;
    this.task = task;
    this.hash = hash;
    this.#view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  }

  u32(at: number): number {
    this.need(at, 4);
    return this.#view.getUint32(at, true);
  }

  u64(at: number): number {
    this.need(at, 8);
    return Number(this.#view.getBigUint64(at, true));
  }

  bytes(at: number, length: number): Uint8Array {
    this.need(at, length);
    return this.task.input.subarray(at, at + length);
  }

  need(at: number, length: number): void {
    const { id, input } = this.task;
    if (at + length > input.length) throw malformed(id, 'unexpected end of file', input.length);
  }

  verify(at: number, bytes: Uint8Array, what: string): void {
    if (this.u32(at) !== this.hash(bytes)) throw malformed(this.task.id, `the checksum of ${what} does not match`, at);
  }
}

interface FrameHeader {
  readonly flags: number;
  /** Bytes of a block at most. */
  readonly maximum: number;
  readonly contentSize: number | undefined;
  readonly end: number;
}

/** @returns offset behind the frame */
async function decompressFrame(reader: FrameReader, start: number): Promise<number> {
  const { task } = reader;
  const { id, output } = task;
  const magic = reader.u32(start);
  if ((magic & ~0xf) >>> 0 === spec.SKIPPABLE_MAGIC) {
    const length = reader.u32(start + 4);
    reader.need(start + 8, length);
    return start + 8 + length;
  }
  if (magic === spec.LEGACY_MAGIC) throw unsupported(id, 'has frames of the legacy format', start);
  if (magic !== spec.MAGIC) {
    throw malformed(id, start === 0 ? 'it does not begin with a frame' : 'what follows a frame is none', start);
  }
  const header = readHeader(reader, start);
  const { flags, contentSize } = header;
  if (contentSize !== undefined) output.expect(contentSize, start);
  const origin = output.size;
  let at = await readBlocks(reader, header, origin);
  const content = output.since(origin);
  if (contentSize !== undefined && contentSize !== content.length) {
    throw malformed(id, 'the content has not the size in the header', start + 6);
  }
  if (flags & spec.CONTENT_CHECKSUM) {
    reader.verify(at, content, 'the content');
    at += 4;
  }
  return at;
}

function readHeader(reader: FrameReader, start: number): FrameHeader {
  const { id } = reader.task;
  const [flags = 0, descriptor = 0] = reader.bytes(start + 4, 2);
  if ((flags & spec.VERSION_MASK) !== spec.VERSION) throw unsupported(id, 'has frames of another version', start + 4);
  if (flags & spec.RESERVED_FLAG || descriptor & spec.RESERVED_DESCRIPTOR) {
    throw malformed(id, 'the header has flags that are reserved', start + 4);
  }
  const end = start + 6 + (flags & spec.CONTENT_SIZE ? 8 : 0) + (flags & spec.DICTIONARY ? 4 : 0);
  const [checksum] = reader.bytes(end, 1);
  if (checksum !== ((reader.hash(reader.bytes(start + 4, end - start - 4)) >>> 8) & 0xff)) {
    throw malformed(id, 'the checksum of the header does not match', end);
  }
  const block = descriptor >> 4;
  if (block < spec.MIN_BLOCK || block > spec.MAX_BLOCK)
    throw malformed(id, 'the header has no size of a block', start + 5);
  if (flags & spec.DICTIONARY) throw unsupported(id, 'needs a dictionary', start + 4);
  return {
    flags,
    maximum: spec.blockBytes(block),
    contentSize: flags & spec.CONTENT_SIZE ? reader.u64(start + 6) : undefined,
    end: end + 1,
  };
}

/** @returns offset behind the blocks */
async function readBlocks(reader: FrameReader, { flags, maximum, end }: FrameHeader, origin: number): Promise<number> {
  const { task } = reader;
  const { id, input, output } = task;
  let at = end;
  for (;;) {
    const word = reader.u32(at);
    if (word === 0) return at + 4;
    const length = word % spec.STORED;
    const block = reader.bytes(at + 4, length);
    if (length > maximum) throw malformed(id, 'a block is longer than the header says', at);
    at += 4;
    if (word >= spec.STORED) output.write(block, at);
    else {
      const { size } = output;
      const memory = output.room(maximum);
      const first = flags & spec.INDEPENDENT ? size : origin;
      output.advance(readBlock(id, input, at, at + length, memory, size, first, size + maximum), at);
    }
    at += length;
    if (flags & spec.BLOCK_CHECKSUM) {
      reader.verify(at, block, 'a block');
      at += 4;
    }
    await task.pause(at);
  }
}
