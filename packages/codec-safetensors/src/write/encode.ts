/** Writing: the bytes that the reference writes for the same tensors and metadata. */

import type { ByteSink, Context, EncodeViews, Note } from '@brine/core';
import { failure } from '../errors.js';
import type { SafetensorsOptions } from '../options.js';
import { collect } from './pieces.js';
import { arrange, encodeHeader } from './header.js';

/** All is checked before the first byte is written; tensors are read one at a time. */
export async function encode(
  views: EncodeViews,
  sink: ByteSink,
  { signal, progress }: Context,
  options: SafetensorsOptions,
): Promise<readonly Note[]> {
  signal?.throwIfAborted();
  const { pieces, notes } = await collect(views);
  const arranged = arrange(pieces);
  await sink.write(encodeHeader(arranged, options.metadata));
  const total = arranged.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let done = 0;
  for (const { name, byteLength, bytes } of arranged) {
    signal?.throwIfAborted();
    const data = await bytes();
    if (data.length !== byteLength) throw wrongLength(name, byteLength, data.length);
    await sink.write(data);
    done += byteLength;
    progress(done, total, 'writing tensors');
  }
  return notes;
}

function wrongLength(path: string, wanted: number, got: number): Error {
  const message = `The tensor's type and shape need ${wanted} bytes, but reading it gave ${got}.`;
  return failure({ code: 'ENCODE', fault: 'encode', message, path });
}
