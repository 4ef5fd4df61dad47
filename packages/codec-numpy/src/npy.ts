import type { Codec } from '@brine/core';
import type { NpyOptions } from './options.js';
import { openDocument } from './read/document.js';
import { readHeader } from './read/header.js';
import { encodeNpy } from './write/npy.js';

export const codec: Codec<NpyOptions> = {
  async *audit(source, context) {
    const { auditNpy } = await import('./audit/audit.js');
    yield* auditNpy(source, context);
  },
  async open(source, context) {
    const header = await readHeader(source, 'npy', context.signal);
    const arrays = [{ source, header, base: 0 }];
    const document = openDocument(
      'npy',
      () => Promise.resolve(arrays),
      () => `${header.version}.0`,
      context,
    );
    return { ...document, close: async () => source.close?.() };
  },
  encode: encodeNpy,
};
