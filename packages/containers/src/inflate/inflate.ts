/** DEFLATE, by whichever implementation there is. */

import type { Task } from '../container.js';

/** Bytes that come out at a time. */
export const CHUNK = 1 << 20;

/** `raw` is a bare DEFLATE stream (RFC 1951), `zlib` one with header and checksum (RFC 1950), which is verified. */
export type Wrapping = 'raw' | 'zlib';

/**
 * Inflates one stream into the task's output.
 *
 * @param start - offset of the stream in the task's input
 * @param onChunk - sees what comes out, for a checksum
 * @returns offset behind the stream
 * @throws {@link InflateError} for data that are no such stream, or what the output throws
 */
export type Inflate = (
  task: Task,
  start: number,
  wrapping: Wrapping,
  onChunk?: (chunk: Uint8Array) => void,
) => Promise<number>;

export interface Inflater {
  readonly inflate: Inflate;
  /** CRC-32 of more bytes. @param crc - of those before, 0 at the start */
  crc32(bytes: Uint8Array, crc: number): number;
}

/** Data that are no DEFLATE stream. */
export class InflateError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * Node's own zlib where there is one, else one in JavaScript. Asked for at run time, so that a browser bundle has no import of a
 * Node module in it.
 */
export async function inflater(): Promise<Inflater> {
  const zlib = globalThis.process?.getBuiltinModule?.('node:zlib');
  return zlib ? (await import('./native.js')).nativeInflater(zlib) : (await import('./portable.js')).portable;
}
