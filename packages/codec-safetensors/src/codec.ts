import type { Codec } from '@brine/core';
import type { SafetensorsOptions } from './options.js';
import { openDocument } from './read/document.js';
import { readHeader } from './read/header.js';
import { encode } from './write/encode.js';

export const codec: Codec<SafetensorsOptions> = {
  async *audit(source, context) {
    const { auditSafetensors } = await import('./audit/audit.js');
    yield* auditSafetensors(source, context);
  },
  async open(source, context) {
    return openDocument(source, await readHeader(source, context), context);
  },
  encode,
};
