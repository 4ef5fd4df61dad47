import { fromBytes, type ByteSource, type Context, type Document } from '@brine/core';
import { pickleDocument } from '@brine/codec-pickle/vm';
import { dialectWith } from './build/dialect.js';
import { ID } from './errors.js';
import { SideFiles } from './old/side-files.js';
import { isZfile, readZfile } from './old/zfile.js';
import type { JoblibOptions } from './options.js';

/**
 * Opens what `joblib.dump` wrote, in any version.
 *
 * @throws CodecError when the pickle, or a file beside it, cannot be read
 */
export async function openJoblib(source: ByteSource, context: Context, options: JoblibOptions): Promise<Document> {
  const isInside = await isZfile(source, context);
  const plain = isInside ? await insideOf(source, context) : source;
  const files = new SideFiles(context);
  const dialects = [dialectWith(files.take.bind(files), isInside)];
  const read = () => pickleDocument({ format: ID, source: plain, context, options, dialects });
  const document = await read();
  return (await files.load()) ? read() : document;
}

async function insideOf(source: ByteSource, context: Context): Promise<ByteSource> {
  const { name, close } = source;
  return { ...fromBytes(await readZfile(source, context), name), ...(close ? { close: close.bind(source) } : {}) };
}
