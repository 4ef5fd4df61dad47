import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAhead } from './files.js';
import type { Io } from './io.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brine-files-'));
  writeFileSync(join(folder, 'model'), Uint8Array.of(1, 2, 3, 4));
  writeFileSync(join(folder, 'weights'), Uint8Array.of(5));
});
afterEach(() => rmSync(folder, { recursive: true }));

const io = {} as Io;

it('reads a file whole, and knows what lies beside it', async () => {
  const source = (await readAhead(io, join(folder, 'model')))!;
  expect([source.size, source.name, source.bytes]).toEqual([4, 'model', Uint8Array.of(1, 2, 3, 4)]);
  expect(await (await source.sibling!('weights'))!.read(0, 1)).toEqual(Uint8Array.of(5));
});

it('leaves standard input, what is over a limit, and what is huge', async () => {
  const huge = join(folder, 'huge');
  writeFileSync(huge, '');
  truncateSync(huge, 2 ** 28 + 1);
  expect(await readAhead(io, '-')).toBeUndefined();
  expect(await readAhead(io, join(folder, 'model'), 3)).toBeUndefined();
  expect(await readAhead(io, huge)).toBeUndefined();
});

it('tells of a file that is not there', async () => {
  await expect(readAhead(io, join(folder, 'none'))).rejects.toMatchObject({ fault: 'io', code: 'BRINE-IO-OPEN' });
});
