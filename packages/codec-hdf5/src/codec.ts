import type { Codec } from '@brine/core';
import { encodeHdf5 } from './encode.js';
import { documentOf } from './document.js';
import { kerasOf } from './keras/open.js';
import { readHierarchy } from './read/hierarchy.js';
import { readSuperblock } from './read/superblock.js';

export const codec: Codec = {
  async *audit(source, context) {
    const { auditHdf5 } = await import('./audit/hdf5.js');
    yield* auditHdf5(source, context);
  },
  async open(source, context) {
    const block = await readSuperblock(source, context);
    const hierarchy = await readHierarchy(block);
    return documentOf(block, hierarchy, await kerasOf(hierarchy, context, source.name));
  },
  encode: encodeHdf5,
};
