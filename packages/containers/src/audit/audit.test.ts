import { gzipSync } from 'node:zlib';
import { fromBytes, type CodecPlugin, type Finding } from '@brine/core';
import { createHost, type OpenSettings } from '@brine/core/host';
import { expect, test } from 'vitest';
import { containers } from '../index.js';

const none = async function* () {
  yield* [];
};

/** A format of its own, `OK...`, that is always safe. */
const toy: CodecPlugin<'toy', unknown> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'toy',
    title: 'Toy',
    package: 'toy',
    version: '1.0.0',
    extensions: [],
    mimeTypes: [],
    magic: [{ offset: 0, bytes: [0x4f, 0x4b] }],
    can: { open: [], encode: [], audit: true, seek: false },
  },
  load: () => Promise.resolve({ open: () => Promise.reject(new Error('not opened')), audit: none }),
};

const host = createHost([...containers, toy]);

async function audit(bytes: Uint8Array, settings: OpenSettings = {}): Promise<string[]> {
  const findings: Finding[] = [];
  for await (const finding of host.audit(fromBytes(bytes, 'x.gz'), settings)) findings.push(finding);
  return findings.map(({ code, effect }) => `${code} ${effect}`);
}

/** `OK`, and a few other bytes before many zeros. */
const large = new Uint8Array(8 * 1024 ** 2);
for (let i = 0; i < 1 << 17; i++) large[i] = (i * 31) & 0xff;
large.set([0x4f, 0x4b]);

test('what is inside decides', async () => {
  expect(await audit(gzipSync('OK'))).toEqual([]);
  expect(await audit(gzipSync('something'))).toEqual(['BRINE-CORE-002 not-proven']);
  expect(await audit(gzipSync(large))).toEqual([]);
});

test('damage and bytes behind', async () => {
  const bytes = gzipSync('OK this is it');
  expect(await audit(bytes.subarray(0, -9))).toEqual(['BRINE-CONTAINERS-002 not-proven']);
  expect((await audit(Buffer.concat([bytes, Buffer.from('junk')]))).some((one) => one.endsWith('not-proven'))).toBe(
    true,
  );
});

test('nothing but zeros is a bomb, also when a limit stops it', async () => {
  const zeros = gzipSync(new Uint8Array(4 * 1024 ** 2));
  expect(await audit(zeros)).toEqual(['BRINE-CONTAINERS-001 dangerous']);
  expect(await audit(zeros, { limits: { expanded: 1 << 20 } })).toEqual(['BRINE-CONTAINERS-001 dangerous']);
});

test('a limit alone proves nothing; behind another layer it is a bomb', async () => {
  const limits = { expanded: 1 << 21 };
  expect(await audit(gzipSync(large), { limits })).toEqual(['BRINE-CONTAINERS-003 not-proven']);
  expect(await audit(gzipSync(gzipSync(large)), { limits })).toEqual([
    'BRINE-CONTAINERS-001 dangerous',
    'BRINE-CONTAINERS-003 not-proven',
  ]);
});
