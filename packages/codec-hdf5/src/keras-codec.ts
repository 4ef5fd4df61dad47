import type { Codec } from '@brine/core';
import { openArchive } from './keras/archive.js';
import { openConfig } from './keras/config-file.js';
import { encodeArchive } from './keras/encode.js';

export const codec: Codec = {
  async *audit(source, context) {
    const { auditKeras } = await import('./audit/keras.js');
    yield* auditKeras(source, context);
  },
  async open(source, context) {
    const head = await source.read(0, Math.min(2, source.size), context.signal);
    const isZip = head[0] === 0x50 && head[1] === 0x4b;
    return isZip ? openArchive(source, context) : openConfig(source, context);
  },
  encode: encodeArchive,
};
