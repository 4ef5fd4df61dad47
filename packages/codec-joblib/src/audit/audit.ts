/** Judges a joblib file: a pickle with arrays in it, and those of joblib 0.9 with the files beside it. */

import { compressors } from '@brine/containers';
import { findingOf, fromBytes, isCodecError, readAll, type ByteSource, type Context, type Finding } from '@brine/core';
import { auditPickle } from '@brine/codec-pickle/vm';
import { joblibDialect } from '../build/dialect.js';
import { ID } from '../errors.js';
import type { JoblibOptions } from '../options.js';
import { ZFILE_PREFIX } from '../spec/wrappers.js';
import { oldZfile } from './rules.js';

/** `ZF`, then the length of what is inside as text of 19 characters, as joblib 0.9 wrote on 64 bits. */
const LENGTH_DIGITS = 19;

export async function* auditJoblib(
  source: ByteSource,
  context: Context,
  options: JoblibOptions,
): AsyncIterable<Finding> {
  const init = { format: ID, context, options, dialects: [joblibDialect] };
  const head = await source.read(0, Math.min(ZFILE_PREFIX.length, source.size), context.signal);
  if (!ZFILE_PREFIX.every((byte, i) => head[i] === byte)) {
    yield* auditPickle({ ...init, source });
    return;
  }
  yield findingOf(oldZfile, { message: 'The file is a zfile, as joblib 0.9 and older compressed.', offset: 0 });
  const bytes = await readAll(source, context.limits, ID, context.signal);
  try {
    const inside = await compressors.zlib.decompress(bytes.subarray(2 + LENGTH_DIGITS), { limits: context.limits });
    yield* auditPickle({ ...init, source: fromBytes(inside, source.name) });
  } catch (error) {
    if (!isCodecError(error) || error.fault === 'bug') throw error;
    yield findingOf(oldZfile, {
      message: `The zfile cannot be decompressed: ${error.message}`,
      offset: 2 + LENGTH_DIGITS,
    });
  }
}
