import { toMemory, type ByteSink, type Context, type EncodeViews, type Note } from '@brine/core';
import { writePickle } from '@brine/codec-pickle/write';
import { failure } from '../errors.js';
import type { JoblibOptions } from '../options.js';
import { compressionOf } from './compress.js';
import { savingDialect } from './dialect.js';

/** Writes the value of a file as `joblib.dump` does: into the sink as it comes, or compressed when it is whole. */
export async function encode(
  views: EncodeViews,
  sink: ByteSink,
  { signal }: Context,
  options: JoblibOptions,
): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  const { compress, bufferCallback, ...pickle } = options;
  const compression = compressionOf(compress, sink.name);
  if (bufferCallback) throw noBuffers();
  if (!views.value) throw noValue();
  const value = await views.value();
  const settings = { ...pickle, dialects: [savingDialect(pickle)] };
  if (!compression) return writePickle(value, sink, settings, signal);
  const memory = toMemory();
  const notes = await writePickle(value, memory, settings, signal);
  await sink.write(await compression.compressor.compress(memory.toBytes(), compression.level, signal));
  return notes;
}

function noValue(): Error {
  return failure({
    code: 'VIEWS',
    fault: 'encode',
    message: 'A joblib file holds a Python value, and there is none to write.',
    hint: 'Formats of arrays alone are written as .npz or .safetensors.',
  });
}

function noBuffers(): Error {
  return failure({
    code: 'BUFFERS',
    fault: 'option',
    message: 'Arrays lie in a joblib file itself: none goes out of band.',
    hint: 'Write without bufferCallback, or a pickle of protocol 5.',
  });
}
