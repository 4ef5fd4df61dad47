import type * as zlib from 'node:zlib';
import type { Inflater } from './inflate.js';
import { CHUNK, InflateError } from './inflate.js';

/** The parts of `node:zlib` that are needed. */
export type Zlib = Pick<typeof zlib, 'createInflate' | 'createInflateRaw' | 'crc32'>;

/** Input is handed over in pieces of this size: an error is known to lie in the piece at which it comes. */
const PIECE = 1 << 16;

/** Node's zlib. It works on other threads, so the program goes on meanwhile. */
export function nativeInflater(node: Zlib): Inflater {
  return {
    crc32: (bytes, crc) => node.crc32(bytes, crc),
    inflate: ({ input, output, signal }, start, wrapping, onChunk) =>
      new Promise((resolve, reject) => {
        const stream = (wrapping === 'raw' ? node.createInflateRaw : node.createInflate)({ chunkSize: CHUNK });
        const at = () => start + stream.bytesWritten;
        const stop = (error: unknown) => {
          stream.destroy();
          reject(error as Error);
        };
        stream.on('data', (chunk: Uint8Array) => {
          try {
            signal?.throwIfAborted();
            output.write(chunk, at());
            onChunk?.(chunk);
          } catch (error) {
            stop(error);
          }
        });
        stream.on('error', (error) => stop(new InflateError(error.message, at())));
        stream.on('end', () => resolve(at()));
        let next = start;
        const feed = () => {
          if (stream.destroyed || stream.readableEnded) return;
          const piece = input.subarray(next, next + PIECE);
          next += piece.length;
          if (next < input.length) stream.write(piece, feed);
          else stream.end(piece);
        };
        feed();
      }),
  };
}
