import { CodecError, type ByteSink, type Context, type EncodeViews, type Note } from '@brine/core';
import type { PickleOptions } from '../options.js';
import { writePickle } from './dump.js';

/** Writes the value of a file as a pickle. */
export async function encode(
  views: EncodeViews,
  sink: ByteSink,
  { signal }: Context,
  options: PickleOptions,
): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  if (!views.value) {
    throw new CodecError({
      codec: 'pickle',
      code: 'BRINE-PICKLE-VIEWS',
      fault: 'encode',
      message: 'a pickle holds a Python value, and there is none to write',
      hint: 'Formats of arrays alone are written as .npz or .safetensors.',
    });
  }
  return writePickle(await views.value(), sink, options, signal);
}
