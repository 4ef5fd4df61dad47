import type { Probe } from '@brine/core';
import { container } from '../container.js';
import { HEADER_BYTES, readHeader } from './header.js';

export const lzma = container({
  id: 'lzma',
  title: 'LZMA (alone)',
  extensions: ['.lzma'],
  mimeTypes: ['application/x-lzma'],
  magic: [],
  sniff,
  read: () => import('./read.js'),
});

/**
 * A header, and the first byte of data, 0. To be told from something else it has either the properties that every encoder takes unless
 * told otherwise and a dictionary of at least 64 KiB, or, as Python writes it, no size: eight bytes of 255.
 */
function sniff({ head }: Probe): 'likely' | undefined {
  const header = readHeader(head);
  if (!header || head[HEADER_BYTES] !== 0) return undefined;
  const isUsual = head[0] === 0x5d && head[1] === 0 && head[2] === 0;
  return isUsual || header.size === undefined ? 'likely' : undefined;
}
