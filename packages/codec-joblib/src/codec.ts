import type { ByteSource, Codec, Context } from '@brine/core';
import { pickleDocument } from '@brine/codec-pickle/vm';
import { joblibDialect } from './build/dialect.js';
import { failure, ID } from './errors.js';
import type { JoblibOptions } from './options.js';
import { ZFILE_PREFIX } from './spec/wrappers.js';

export const codec: Codec<JoblibOptions> = {
  encode: async (...args) => (await import('./write/encode.js')).encode(...args),
  async open(source, context, options) {
    await refuseZfile(source, context);
    return pickleDocument({ format: ID, source, context, options, dialects: [joblibDialect] });
  },
};

async function refuseZfile(source: ByteSource, { signal }: Context): Promise<void> {
  const head = await source.read(0, Math.min(ZFILE_PREFIX.length, source.size), signal);
  if (!ZFILE_PREFIX.every((byte, i) => head[i] === byte)) return;
  throw failure({
    code: 'OLD',
    fault: 'unsupported',
    message: 'The file is a zfile, as joblib 0.9 and older compressed.',
    offset: 0,
    hint: 'Load it in Python with a newer joblib, and dump it again.',
  });
}
