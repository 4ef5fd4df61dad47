import type { Codec } from '@brine/core';
import { pickleDocument, type PickleOptions } from '@brine/codec-pickle/vm';
import { dialect } from './build/dialect.js';

export const codec: Codec<PickleOptions> = {
  dialect,
  encode: async (...args) => (await import('./write/encode.js')).encode(...args),
  open: (source, context, options) => pickleDocument({ format: 'dill', source, context, options, dialects: [dialect] }),
};
