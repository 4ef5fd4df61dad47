import type { Probe } from '@brine/core';
import { container } from '../container.js';
import { BLOCK_MAGIC, END_MAGIC, SIGNATURE } from './spec.js';

export const bz2 = container({
  id: 'bz2',
  title: 'bzip2',
  extensions: ['.bz2'],
  mimeTypes: ['application/x-bzip2'],
  magic: [],
  sniff,
  read: () => import('./read.js'),
});

const LEVEL_OFFSET = 3;
const ONE = 0x31;
const NINE = 0x39;

/** "BZh", the level, and the magic number of a first block, or of the end of an empty stream. */
function sniff({ head }: Probe): 'certain' | undefined {
  const level = head[LEVEL_OFFSET] ?? 0;
  if (!beginsWith(head, 0, SIGNATURE) || level < ONE || level > NINE) return undefined;
  return [BLOCK_MAGIC, END_MAGIC].some((magic) => beginsWith(head, 4, bytesOf(magic))) ? 'certain' : undefined;
}

function beginsWith(head: Uint8Array, at: number, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[at + i] === byte);
}

/** The six bytes of a magic number, the highest first. */
function bytesOf(magic: number): number[] {
  return [5, 4, 3, 2, 1, 0].map((place) => Math.floor(magic / 256 ** place) % 256);
}
