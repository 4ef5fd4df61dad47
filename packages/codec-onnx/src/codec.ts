import type { Codec } from '@brine/core';
import type { OnnxOptions } from './options.js';
import { openDocument } from './read/document.js';
import { encode } from './write/document.js';

export const codec: Codec<OnnxOptions> = {
  async *audit(source, context) {
    const { auditOnnx } = await import('./audit/audit.js');
    yield* auditOnnx(source, context);
  },
  open: openDocument,
  encode,
};
