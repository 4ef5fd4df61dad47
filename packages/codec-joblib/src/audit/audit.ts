/** Judges a joblib file: a pickle with arrays in it, and one of joblib 0.9 or older with the files beside it. */

import { fromBytes, type ByteSource, type Context, type Finding } from '@brine/core';
import { auditPickle } from '@brine/codec-pickle/vm';
import { dialectWith } from '../build/dialect.js';
import { ID } from '../errors.js';
import { SideFiles } from '../old/side-files.js';
import { isZfile } from '../old/zfile.js';
import type { JoblibOptions } from '../options.js';
import { auditBeside, problem, unpack, type Wrapper } from './beside.js';

export async function* auditJoblib(
  source: ByteSource,
  context: Context,
  options: JoblibOptions,
): AsyncIterable<Finding> {
  const isInside = await isZfile(source, context);
  const { bytes, findings } = isInside ? await unpack(source, context) : { bytes: undefined, findings: [] };
  yield* findings;
  if (isInside && !bytes) return;
  const plain = bytes ? fromBytes(bytes, source.name) : source;

  const files = new SideFiles(context);
  const wrappers: Wrapper[] = [];
  const dialect = dialectWith((wrapper, raw) => {
    wrappers.push({ wrapper, offset: raw.offset });
    return files.take(wrapper, raw);
  }, isInside);
  const judge = () => auditPickle({ format: ID, source: plain, context, options, dialects: [dialect] });

  const first: Finding[] = [];
  for await (const finding of judge()) first.push(finding);
  if (wrappers.length === 0) {
    yield* first;
    return;
  }
  yield* auditBeside(wrappers, context);
  // The first reading had nothing in the places of the arrays.
  const unread = await files.load().then(() => undefined, problem);
  if (unread) yield* [unread, ...first];
  else yield* judge();
}
