/** Judges a .keras archive: its configuration, and its members by what they are. */

import { readAll, type ByteSource, type Context, type Finding } from '@brine/core';
import { auditZip } from '@brine/zip';
import { auditKerasConfig } from './keras-config.js';

/** Members that are a configuration; `metadata.json` has texts only, and is judged as one all the same. */
const CONFIG = /(?:^|\/)(?:config|metadata)\.json$/;

export async function* auditKeras(source: ByteSource, context: Context): AsyncIterable<Finding> {
  const head = await source.read(0, Math.min(2, source.size), context.signal);
  if (head[0] !== 0x50 || head[1] !== 0x4b) {
    yield* auditJson(source, context);
    return;
  }
  yield* auditZip({
    format: 'keras',
    source,
    context,
    member: (name, member) => (CONFIG.test(name) ? auditJson(member, context) : undefined),
  });
}

/** Judges a configuration that is a file of its own. */
async function* auditJson(source: ByteSource, context: Context): AsyncIterable<Finding> {
  const bytes = await readAll(source, context.limits, 'keras', context.signal);
  yield* auditKerasConfig(new TextDecoder().decode(bytes), '', context);
}
