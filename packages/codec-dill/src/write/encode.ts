import { CodecError, type ByteSink, type Context, type EncodeViews, type Note } from '@brine/core';
import type { PickleOptions } from '@brine/codec-pickle/vm';
import { writePickle } from '@brine/codec-pickle/write';
import { savingDialect } from './save.js';

/** Writes the value of a file as dill does: functions and classes that were read are written as they were. */
export async function encode(
  views: EncodeViews,
  sink: ByteSink,
  { signal }: Context,
  options: PickleOptions,
): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  if (!views.value) {
    throw new CodecError({
      codec: 'dill',
      code: 'BRINE-DILL-VIEWS',
      fault: 'encode',
      message: 'a dill file holds a Python value, and there is none to write',
      hint: 'Formats of arrays alone are written as .npz or .safetensors.',
    });
  }
  return writePickle(await views.value(), sink, { ...options, dialects: [savingDialect(options)] }, signal);
}
