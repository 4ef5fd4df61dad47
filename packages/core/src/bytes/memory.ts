/** Sources and sinks in memory. */

import type { ByteSink, ByteSource } from '../contract/bytes.js';
import { CodecError } from '../errors.js';
import { checkRange } from './range.js';

/**
 * A source over bytes in memory; reads are views, never copies.
 *
 * @param name - for messages and sniffing by extension
 */
export function fromBytes(bytes: Uint8Array | ArrayBuffer, name?: string): ByteSource {
  // A plain Uint8Array, also of Node's Buffer, whose `slice` is a view and no copy.
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  return {
    size: view.byteLength,
    bytes: view,
    ...(name === undefined ? {} : { name }),
    read(offset, length) {
      checkRange(view.byteLength, offset, length);
      return Promise.resolve(view.subarray(offset, offset + length));
    },
  };
}

/** A sink that keeps what is written. */
export interface MemorySink extends ByteSink {
  /** Everything written so far, as one array. */
  toBytes(): Uint8Array;
  /** Files written beside it, by name. */
  readonly siblings: ReadonlyMap<string, MemorySink>;
}

/** @param name - for what is written beside it */
export function toMemory(name?: string): MemorySink {
  const chunks: Uint8Array[] = [];
  const siblings = new Map<string, MemorySink>();
  return {
    ...(name === undefined ? {} : { name }),
    siblings,
    write(bytes) {
      chunks.push(new Uint8Array(bytes));
      return Promise.resolve();
    },
    sibling(name) {
      assertPlainName(name, 'option');
      let sink = siblings.get(name);
      if (!sink) siblings.set(name, (sink = toMemory(name)));
      return Promise.resolve(sink);
    },
    toBytes() {
      return concatBytes(chunks);
    },
  };
}

export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/**
 * Refuses a sibling's name that is a path.
 *
 * @throws CodecError with the given fault
 */
export function assertPlainName(name: string, fault: 'option' | 'malformed'): void {
  // A colon is a drive or a stream on Windows; a NUL ends the name early in C.
  if (name === '' || name === '.' || name === '..' || /[/\\:\0]/.test(name)) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-IO-NAME',
      fault,
      message: `${JSON.stringify(name)} is not a plain file name`,
      hint: 'A file may only name others in its own folder.',
    });
  }
}
