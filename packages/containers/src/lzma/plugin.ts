import type { Probe } from '@brine/core';
import { container } from '../container.js';
import { readHeader } from './header.js';

export const lzma = container({
  id: 'lzma',
  title: 'LZMA (alone)',
  extensions: ['.lzma'],
  mimeTypes: ['application/x-lzma'],
  magic: [],
  sniff,
  read: () => import('./read.js'),
});

/** The properties that every encoder takes unless told otherwise, a dictionary of at least 64 KiB, and the first byte of data, 0. */
function sniff({ head }: Probe): 'likely' | undefined {
  const [properties, low, second] = head;
  return properties === 0x5d && low === 0 && second === 0 && readHeader(head) && head[13] === 0 ? 'likely' : undefined;
}
