import { isCodecError } from '@brine/core';
import { malformed } from '../errors.js';
import type { NodeZlib } from '../node-zlib.js';
import { ROUND } from '../task.js';
import type { Inflater } from './inflate.js';

/** Input is handed over in pieces of this size: an error is known to lie in the piece at which it comes. */
const PIECE = 1 << 16;

/** Node's zlib. It works on other threads, so the program goes on meanwhile. */
export function nativeInflater(node: NodeZlib): Inflater {
  return {
    async inflate(task, start, wrapping) {
      const { id, input, output } = task;
      const stream = (wrapping === 'raw' ? node.createInflateRaw : node.createInflate)({ chunkSize: ROUND });
      const at = () => start + stream.bytesWritten;
      let next = start;
      const feed = () => {
        if (stream.destroyed || stream.readableEnded) return;
        const piece = input.subarray(next, next + PIECE);
        next += piece.length;
        if (next < input.length) stream.write(piece, feed);
        else stream.end(piece);
      };
      feed();
      try {
        for await (const chunk of stream as AsyncIterable<Uint8Array>) {
          output.write(chunk, at());
          await task.pause(at());
        }
      } catch (error) {
        // zlib's own errors have an errno; others are a limit, or the signal's.
        throw isZlibError(error) ? malformed(id, error.message, at(), error) : error;
      }
      return at();
    },
    deflate: (bytes, level, wrapping) =>
      new Promise((resolve, reject) => {
        const deflate = wrapping === 'raw' ? node.deflateRaw : node.deflate;
        deflate(bytes, { level }, (error, result) => (error ? reject(error) : resolve(plainBytes(result))));
      }),
  };
}

/** A Buffer as what it is said to be: its `slice` would be a view. */
function plainBytes({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && !isCodecError(error) && 'errno' in error;
}
