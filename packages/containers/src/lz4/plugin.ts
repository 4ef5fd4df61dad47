import type { Probe } from '@brine/core';
import { container } from '../container.js';
import { VERSION, VERSION_MASK } from './spec.js';

export const lz4 = container({
  id: 'lz4',
  title: 'LZ4 (frame)',
  extensions: ['.lz4'],
  mimeTypes: ['application/x-lz4'],
  magic: [],
  sniff,
  read: () => import('./read.js'),
});

const MAGIC = [0x04, 0x22, 0x4d, 0x18];

/** The magic number, and flags of the one version that there is. */
function sniff({ head }: Probe): 'certain' | undefined {
  return MAGIC.every((byte, i) => head[i] === byte) && (head[4]! & VERSION_MASK) === VERSION ? 'certain' : undefined;
}
