/** The containers by their signatures, as the formats' specifications and joblib's compressor table give them. */

import type { Probe } from '@brine/core';
import { container } from './container.js';

/** RFC 1952: 1f 8b, then method 8, the only one there is. */
export const gzip = container({
  id: 'gzip',
  title: 'gzip',
  extensions: ['.gz'],
  mimeTypes: ['application/gzip'],
  magic: [{ offset: 0, bytes: [0x1f, 0x8b, 0x08] }],
  load: async () => (await import('./formats/gzip.js')).decodeGzip,
});

export const zlib = container({
  id: 'zlib',
  title: 'zlib',
  extensions: ['.z', '.zlib'],
  mimeTypes: ['application/zlib'],
  magic: [],
  sniff: sniffZlib,
  load: async () => (await import('./formats/zlib.js')).decodeZlib,
});

/**
 * RFC 1950, 2.2: two bytes that only are not to be anything else: method 8, a multiple of 31; and the first block has to be of one of
 * three kinds. The window that every writer takes makes it `likely`, unless the bytes are text.
 */
function sniffZlib({ head }: Probe): 'likely' | 'possible' | undefined {
  const [cmf, flags, block] = head;
  if (cmf === undefined || flags === undefined || block === undefined) return undefined;
  if ((cmf & 0x0f) !== 8 || cmf >> 4 > 7 || ((cmf << 8) | flags) % 31 !== 0 || (block & 6) === 6) return undefined;
  const isText = flags >= 0x20 && flags < 0x7f;
  return cmf === 0x78 && !isText ? 'likely' : 'possible';
}
