import { expect, it } from 'vitest';
import { fromBytes } from '../bytes/memory.js';
import { readOnce } from './lent.js';

it('reads the whole of a source once, and parts as they are asked for', async () => {
  const memory = fromBytes(Uint8Array.of(1, 2, 3), 'x');
  const reads: string[] = [];
  const source = readOnce({
    size: 3,
    name: 'x',
    read(offset, length) {
      reads.push(`${offset}+${length}`);
      return memory.read(offset, length);
    },
  });
  for (let i = 0; i < 2; i++) {
    expect([...(await source.read(0, 3))]).toEqual([1, 2, 3]);
    expect([...(await source.read(1, 2))]).toEqual([2, 3]);
  }
  expect([reads, source.name, source.bytes]).toEqual([['0+3', '1+2', '1+2'], 'x', undefined]);
});
