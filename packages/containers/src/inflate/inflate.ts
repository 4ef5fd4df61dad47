/** DEFLATE, by whichever implementation there is. */

import { nodeZlib } from '../node-zlib.js';
import type { Task } from '../task.js';

/** `raw` is a bare DEFLATE stream (RFC 1951), `zlib` one with header and checksum (RFC 1950), which is verified. */
export type Wrapping = 'raw' | 'zlib';

export interface Inflater {
  /**
   * Inflates one stream into the task's output.
   *
   * @param start - offset of the stream in the task's input
   * @returns offset behind the stream
   * @throws CodecError `malformed` for data that are no such stream, or what the output throws
   */
  inflate(task: Task, start: number, wrapping: Wrapping): Promise<number>;
  /** @param level - 0 (stored) to 9 */
  deflate(bytes: Uint8Array, level: number, wrapping: Wrapping): Promise<Uint8Array>;
}

/** Node's own zlib where there is one, else one in JavaScript. */
export async function inflater(): Promise<Inflater> {
  const zlib = nodeZlib();
  return zlib ? (await import('./native.js')).nativeInflater(zlib) : (await import('./portable.js')).portable;
}
