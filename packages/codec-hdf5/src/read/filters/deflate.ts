import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, ZStream } from 'pako';
import { malformed } from '../../errors.js';
import type { Stage } from './pipeline.js';

/** A stream with the header and checksum of zlib. */
const ZLIB = 15;
/** What other filters may add to a chunk before it is compressed. */
const SLACK = 1024;

/** Nothing is believed of the stream: it cannot make more than a chunk holds. */
export function inflate(input: Uint8Array, _values: readonly number[], { expected, offset }: Stage): Uint8Array {
  const stream = new ZStream();
  zlibInflateInit2(stream, ZLIB);
  stream.input = input;
  stream.avail_in = input.length;
  const output = new Uint8Array(expected + SLACK);
  stream.output = output;
  stream.next_out = 0;
  stream.avail_out = output.length;
  for (;;) {
    const status = zlibInflate(stream, Z_NO_FLUSH);
    if (status === Z_STREAM_END) return output.subarray(0, stream.next_out);
    if (status !== Z_OK || stream.avail_out === 0) {
      const reason =
        stream.avail_out === 0
          ? 'more bytes come out than a chunk holds'
          : status === Z_BUF_ERROR
            ? 'it is cut off'
            : stream.msg;
      throw malformed(`a compressed chunk is damaged: ${reason}`, offset);
    }
  }
}
