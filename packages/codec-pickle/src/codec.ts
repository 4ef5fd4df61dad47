import type { Codec } from '@brine/core';
import { pickleDocument } from './inspect/heard.js';
import type { PickleOptions } from './options.js';

export const codec: Codec<PickleOptions> = {
  encode: async (...args) => (await import('./write/encode.js')).encode(...args),
  open: (source, context, options) => pickleDocument({ format: 'pickle', source, context, options }),
};
