/**
 * LZMA with the header of LZMA Utils, as Python's `lzma.FORMAT_ALONE`: properties, size of the dictionary, size of the content.
 * @see LZMA SDK, lzma-specification.txt, "lzma file format"; which headers are believed is as in liblzma's `alone_decoder.c`
 */

import { malformed } from '../errors.js';
import { ROUND, type Task } from '../task.js';
import { LzmaDecoder } from './decoder.js';
import { HEADER_BYTES, readHeader } from './header.js';

/** See {@link Decompress}. Bytes behind the last stream are left alone, as by Python's `lzma`. */
export async function decompress(task: Task): Promise<void> {
  const { input } = task;
  let at = 0;
  do at = await decompressStream(task, at);
  while (readHeader(input.subarray(at)) !== undefined);
  task.noteTrailing(at);
}

/** @returns offset behind the stream */
async function decompressStream(task: Task, start: number): Promise<number> {
  const { id, input, output } = task;
  const header = readHeader(input.subarray(start));
  if (!header) {
    throw input.length - start < HEADER_BYTES
      ? malformed(id, 'unexpected end of file', input.length)
      : malformed(id, 'it does not begin with a header', start);
  }
  const { properties, size } = header;
  if (size !== undefined) output.expect(size, start + 5);
  const decoder = new LzmaDecoder(task);
  decoder.resetDictionary();
  decoder.resetState(properties);
  decoder.start(start + HEADER_BYTES);
  const end = size === undefined ? Infinity : output.size + size;
  let isEnd = false;
  while (!isEnd && output.size < end) {
    isEnd = decoder.decode(Math.min(output.size + ROUND, end), input.length);
    if (decoder.at > input.length) throw decoder.damaged('');
    await task.pause(decoder.at);
  }
  if (output.size > end) throw decoder.damaged('a match passes the size in the header');
  if (isEnd && output.size < end && size !== undefined) throw decoder.damaged('it ends before the size in the header');
  // The size is there: an end marker may follow all the same.
  if (!isEnd && !decoder.isFinished) decoder.decode(output.size + 1, input.length);
  if (!decoder.isFinished || output.size > end) throw decoder.damaged('it does not end where it has to');
  return decoder.at;
}
