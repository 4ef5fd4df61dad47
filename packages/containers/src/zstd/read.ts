/**
 * Zstandard frames, one after another.
 * @see RFC 8878
 */

import { xxh64 } from '../checksum/xxhash.js';
import { malformed } from '../errors.js';
import { nodeZlib } from '../node-zlib.js';
import type { Task } from '../task.js';
import { frameAt, type ZstdFrame } from './frame.js';

/** Decompresses one frame into the task's output. */
export type FrameReader = (task: Task, frame: ZstdFrame) => Promise<void>;

/** See {@link Decompress}. */
export async function decompress(task: Task): Promise<void> {
  const { id, input, limits } = task;
  const read = await frameReader();
  let at = 0;
  do {
    const frame = frameAt(id, input, at, limits);
    if (typeof frame === 'number') at = frame;
    else {
      await decompressFrame(task, frame, read);
      at = frame.end;
    }
  } while (at < input.length);
}

/** Node's own where it has one, else one in JavaScript. */
async function frameReader(): Promise<FrameReader> {
  const zlib = nodeZlib();
  return zlib?.createZstdDecompress
    ? (await import('./native.js')).nativeReader(zlib.createZstdDecompress)
    : (await import('./portable.js')).readFrame;
}

async function decompressFrame(task: Task, frame: ZstdFrame, read: FrameReader): Promise<void> {
  const { id, input, output } = task;
  const { start, checksum, contentSize } = frame;
  if (contentSize !== undefined) output.expect(contentSize, start);
  const sizeBefore = output.size;
  await read(task, frame);
  const content = output.since(sizeBefore);
  if (contentSize !== undefined && contentSize !== content.length) {
    throw malformed(id, 'the content has not the size in the header', start);
  }
  if (checksum === undefined) return;
  // The lower half of it is stored.
  const stored = new DataView(input.buffer, input.byteOffset + checksum, 4).getUint32(0, true);
  const hash = await xxh64();
  if (BigInt.asUintN(32, hash(content)) !== BigInt(stored)) {
    throw malformed(id, 'the checksum of the content does not match', checksum);
  }
}
