import { DEFAULT_LIMITS, fromBytes, toMemory } from '@brine/core';
import { expect, test } from 'vitest';
import { decode, fixture, json, type Expected } from '../../test/fixtures.js';
import { Report } from '../discrepancy.js';
import { examineZip, openZip, zipWriter, type ZipWriterOptions } from '../index.js';
import { readDirectory } from '../read/directory.js';
import { LAYOUTS } from '../spec/layouts.js';
import { entry, localHeader } from './records.js';

const limits = DEFAULT_LIMITS;

async function rewritten(name: string, options?: ZipWriterOptions): Promise<Uint8Array> {
  const sink = toMemory();
  const writer = zipWriter(sink, options);
  for (const { name: member, method, content } of json<Expected>(`${name}.expected.json`).members) {
    await writer.add(member, decode(content), { method: method === 8 ? 'deflated' : 'stored' });
  }
  await writer.finish();
  expect(sink.toBytes()).toHaveLength(writer.offset);
  return sink.toBytes();
}

test.each<[string, ZipWriterOptions]>([
  ['arrays.npz', { zip64: true }],
  ['tensors.pt', { layout: 'torch', align: 64 }],
])('%s is written byte for byte as by Python', async (name, options) => {
  expect(await rewritten(name, options)).toEqual(fixture(name));
});

test.each(['stored.zip', 'deflated.zip', 'streamed.zip', 'cp437.zip'])(
  '%s is written to be read again',
  async (name) => {
    const { archive, discrepancies } = await examineZip(fromBytes(await rewritten(name)), { limits, contents: true });
    expect(discrepancies).toEqual([]);
    const { members } = json<Expected>(`${name}.expected.json`);
    expect(archive!.members.map((member) => [member.name, member.crc32])).toEqual(
      members.map((member) => [member.name, member.crc32]),
    );
  },
);

test('data are aligned, also behind other members', async () => {
  const sink = toMemory();
  const writer = zipWriter(sink, { align: 4096, zip64: true });
  for (let i = 0; i < 5; i++) await writer.add('x'.repeat(i + 1), [new Uint8Array(i * 7), Uint8Array.of(i)]);
  await writer.finish();
  const archive = await openZip(fromBytes(sink.toBytes()), { limits });
  for (const [i, member] of archive.members.entries()) {
    expect((await archive.locate(member)).offset % 4096).toBe(0);
    expect((await archive.read(member)).at(-1)).toBe(i);
  }
});

test('a time is written in UTC', async () => {
  const sink = toMemory();
  const writer = zipWriter(sink);
  await writer.add('a', new Uint8Array(0), { modified: new Date(Date.UTC(2021, 11, 31, 23, 59, 58)) });
  await writer.finish();
  const archive = await openZip(fromBytes(sink.toBytes()), { limits });
  expect(archive.members[0]!.modified).toBe(((41 << 9) | (12 << 5) | 31) * 2 ** 16 + ((23 << 11) | (59 << 5) | 29));
});

test('names that are empty or taken are refused', async () => {
  const writer = zipWriter(toMemory(), { codec: 'npz' });
  await writer.add('a', new Uint8Array(0));
  for (const name of ['', 'a', 'x'.repeat(65536)]) {
    await expect(writer.add(name, new Uint8Array(0))).rejects.toMatchObject({ fault: 'encode', codec: 'npz' });
  }
});

test('sizes and offsets of more than 32 bits go to zip64 fields, and come back', async () => {
  const large = 5 * 2 ** 32 + 3;
  const about = { method: 0, flags: 0, modified: 0, crc32: 9, zip64: false, name: new TextEncoder().encode('a') };
  const cases = [
    { size: large, compressedSize: large, offset: large + 1 },
    { size: large, compressedSize: 7, offset: 5 },
    { size: 1, compressedSize: 1, offset: large },
  ];
  for (const member of cases) {
    const bytes = entry({ ...about, ...member }, LAYOUTS.python);
    const end = { count: 1, directory: 0, directorySize: bytes.length, prefix: 0, offset: bytes.length };
    const report = new Report();
    const [read] = await readDirectory(fromBytes(bytes), { ...end, comment: new Uint8Array(0) }, report, { limits });
    expect(read).toMatchObject(member);
    expect(report.found).toEqual([]);
  }
  expect(localHeader({ ...about, ...cases[0]! }, LAYOUTS.python, 64)).toHaveLength(
    30 + 1 + 20 + 4 + ((64 - ((large + 1 + 55) % 64)) % 64),
  );
});
