import { isCodecError } from '@brine/core';
import { Decompress } from 'fzstd';
import { malformed } from '../errors.js';
import type { FrameReader } from './read.js';

/** Zstandard in JavaScript: a block at a time. */
export const readFrame: FrameReader = async (task, { start, ends, end }) => {
  const { id, input, output } = task;
  let from = start;
  const stream = new Decompress((chunk) => output.write(chunk, from));
  for (const to of ends) {
    const isLast = to === ends.at(-1);
    try {
      stream.push(input.subarray(from, isLast ? end : to), isLast);
    } catch (error) {
      // fzstd stumbles over some damage instead of naming it.
      throw isCodecError(error) ? error : malformed(id, (error as Error).message, from, error);
    }
    from = to;
    await task.pause(from);
  }
};
