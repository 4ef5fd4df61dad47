import type { Probe } from '@brine/core';
import { container } from '../container.js';

/** A zlib stream without any header around it, as `zlib.compress` and joblib write. */
export const zlib = container({
  id: 'zlib',
  title: 'zlib',
  extensions: ['.z', '.zlib'],
  mimeTypes: ['application/zlib'],
  magic: [],
  sniff,
  read: () => import('./read.js'),
});

const DEFLATE = 8;
const FDICT = 0x20;
/** DEFLATE with a window of 32 KiB. */
const USUAL = 0x78;

/**
 * RFC 1950, 2.2: two bytes that only are not to be anything else: method 8, a window of at most 32 KiB, a multiple of 31. So the
 * first block is looked at too. The window that every writer takes makes it `likely`, unless the bytes are text.
 */
function sniff({ head, size }: Probe): 'likely' | 'possible' | undefined {
  const [cmf, flags] = head;
  if (cmf === undefined || flags === undefined || size < 8) return undefined;
  if ((cmf & 0x0f) !== DEFLATE || cmf >> 4 > 7 || ((cmf << 8) | flags) % 31 !== 0) return undefined;
  if (flags & FDICT || !isBlock(head)) return undefined;
  return cmf === USUAL && !isText(head.subarray(0, 16)) ? 'likely' : 'possible';
}

/** "x^" begins the data that joblib writes, and a formula. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}

/** RFC 1951, 3.2.3 to 3.2.7: whether a block can begin at the third byte. */
function isBlock(head: Uint8Array): boolean {
  const [, , first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = head;
  switch ((first >> 1) & 3) {
    case 0:
      return (second ^ fourth) === 0xff && (third ^ fifth) === 0xff;
    case 1:
      return true;
    case 2: // at most 286 literal and length codes, 30 distance codes
      return first >> 3 <= 29 && (second & 0x1f) <= 29;
    default:
      return false;
  }
}
