import { type ByteSource, CodecError } from '@brine/core';
import { type ModelSource, toSource } from '@brine/runtime';

/** A model file: a path or `file:` URL (in Node.js), bytes, a Blob, or any ByteSource. */
export type Source = string | URL | ModelSource;

/** @throws CodecError `io` for a file that cannot be opened, `option` for a URL that names none */
export async function sourceOf(source: Source): Promise<ByteSource> {
  if (typeof source === 'string') return (await import('./disk.js')).fromFile(source);
  if (!('protocol' in source)) return toSource(source);
  if (source.protocol !== 'file:') {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-IO-URL',
      fault: 'option',
      message: `${source.href} is no file`,
      hint: 'Fetch it, and give the bytes or the Blob.',
    });
  }
  const { fileURLToPath, fromFile } = await import('./disk.js');
  return fromFile(fileURLToPath(source));
}
