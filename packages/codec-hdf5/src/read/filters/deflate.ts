import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, zlibInflate, zlibInflateInit2, ZStream } from 'pako';
import { malformed } from '../../errors.js';
import { nodeZlib } from '../../native/zlib.js';
import type { Stage } from './pipeline.js';

/** A stream with the header and checksum of zlib. */
const ZLIB = 15;
/** What other filters may add to a chunk before it is compressed. */
const SLACK = 1024;

/** Nothing is believed of the stream: it cannot make more than a chunk holds. */
export function inflate(input: Uint8Array, _values: readonly number[], stage: Stage): Uint8Array {
  const native = nodeZlib();
  return native ? inflateNatively(native, input, stage) : inflatePortably(input, stage);
}

/** Node's own, several times as fast. */
function inflateNatively(
  { inflateSync }: NonNullable<ReturnType<typeof nodeZlib>>,
  input: Uint8Array,
  { expected, offset }: Stage,
): Uint8Array {
  try {
    // One piece of the whole size: many small ones would be copied together.
    const size = Math.max(expected + SLACK, LEAST);
    return inflateSync(input, { maxOutputLength: size, chunkSize: size });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw damaged(REASONS[code ?? ''] ?? message, offset);
  }
}

/** Smallest piece that Node's zlib takes. */
const LEAST = 64;
const TOO_MUCH = 'more bytes come out than a chunk holds';
const REASONS: Readonly<Record<string, string>> = { ERR_BUFFER_TOO_LARGE: TOO_MUCH, Z_BUF_ERROR: 'it is cut off' };

const damaged = (reason: string, offset: Stage['offset']): Error =>
  malformed(`a compressed chunk is damaged: ${reason}`, offset);

export function inflatePortably(input: Uint8Array, { expected, offset }: Stage): Uint8Array {
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
      throw damaged(stream.avail_out === 0 ? TOO_MUCH : status === Z_BUF_ERROR ? 'it is cut off' : stream.msg, offset);
    }
  }
}
