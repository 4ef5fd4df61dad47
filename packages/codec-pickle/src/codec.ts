import type { Codec } from '@brine/core';
import { pickleDocument } from './inspect/heard.js';
import type { PickleOptions } from './options.js';

export const codec: Codec<PickleOptions> = {
  async *audit(source, context, options) {
    const { auditPickle } = await import('./audit/audit.js');
    yield* auditPickle({ format: 'pickle', source, context, options });
  },
  encode: async (...args) => (await import('./write/encode.js')).encode(...args),
  open: (source, context, options) => pickleDocument({ format: 'pickle', source, context, options }),
};
