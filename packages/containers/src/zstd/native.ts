import { isCodecError } from '@brine/core';
import { malformed } from '../errors.js';
import type { NodeZlib } from '../node-zlib.js';
import { ROUND } from '../task.js';
import type { FrameReader } from './read.js';

/** Node's Zstandard. It works on other threads, so the program goes on meanwhile. */
export function nativeReader(createZstdDecompress: NonNullable<NodeZlib['createZstdDecompress']>): FrameReader {
  return async (task, { start, end, checksum }) => {
    const { id, input, output } = task;
    const stream = createZstdDecompress({ chunkSize: ROUND });
    const at = () => Math.min(start + stream.bytesWritten, end);
    stream.end(input.subarray(start, end));
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        output.write(chunk, at());
        await task.pause(at());
      }
    } catch (error) {
      if (!(error instanceof Error) || isCodecError(error) || !('errno' in error)) throw error;
      // How far it had read Node does not always say.
      const isChecksum = (error as NodeJS.ErrnoException).code === 'ZSTD_error_checksum_wrong';
      throw malformed(id, error.message, isChecksum && checksum !== undefined ? checksum : at(), error);
    }
  };
}
