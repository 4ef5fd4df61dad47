import { crc32, DEFAULT_LIMITS, fromBytes, isCodecError, type CodecErrorShape } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { decode, FILES, fixture, json, remote, type Damaged, type Expected } from '../test/fixtures.js';
import { openZip } from './index.js';

const settings = { limits: DEFAULT_LIMITS };
const open = (name: string) => openZip(fromBytes(fixture(name), name), settings);

describe.each(FILES)('%s', (name) => {
  const expected = json<Expected>(`${name}.expected.json`);

  test('is read as by zipfile', async () => {
    const archive = await open(name);
    expect(Buffer.from(archive.comment).toString('hex')).toBe(expected.comment);
    expect(archive.discrepancies).toEqual([]);
    expect(archive.members).toHaveLength(expected.members.length);
    for (const [i, { content, ...about }] of expected.members.entries()) {
      const member = archive.members[i]!;
      expect(member).toMatchObject(about);
      expect(archive.member(about.name)).toBe(member);
      expect(await archive.read(member)).toEqual(decode(content));
      const source = await archive.open(member);
      expect({ name: source.name, size: source.size }).toEqual({ name: about.name, size: about.size });
      expect(await source.read(0, source.size)).toEqual(decode(content));
    }
  });

  test('is read by ranges', async () => {
    const bytes = fixture(name);
    const source = remote(bytes);
    const archive = await openZip(source, settings);
    const first = archive.members[0]!;
    source.reads.length = 0;
    const member = await archive.open(first);
    if (first.method !== 0) return;
    const { offset, length } = await archive.locate(first);
    expect(source.reads.every(([, count]) => count < 200)).toBe(true);
    expect(await member.read(length - 1, 1)).toEqual(bytes.slice(offset + length - 1, offset + length));
    expect(source.reads.at(-1)).toEqual([offset + length - 1, 1]);
    await expect(member.read(length - 1, 2)).rejects.toMatchObject({ code: 'BRINE-IO-RANGE' });
  });
});

test('a stored member of a file in memory is a view of it', async () => {
  const bytes = fixture('arrays.npz');
  const archive = await openZip(fromBytes(bytes), settings);
  const [member] = archive.members;
  const { offset } = await archive.locate(member!);
  for (const view of [await archive.read(member!), (await archive.open(member!)).bytes!]) {
    expect(view.buffer).toBe(bytes.buffer);
    expect(view.byteOffset - bytes.byteOffset).toBe(offset);
  }
});

test("PyTorch's data are aligned to 64 bytes", async () => {
  const archive = await open('tensors.pt');
  for (const member of archive.members) expect((await archive.locate(member)).offset % 64).toBe(0);
});

test('of two members of one name the last one counts, as in zipfile', async () => {
  const twice = json<Damaged[]>('damaged.json').find(({ name }) => name === 'same name twice')!;
  const archive = await openZip(fromBytes(decode(twice.file)), settings);
  expect(archive.member('a')).toBe(archive.members[1]);
});

/** What zipfile reads and we refuse, or the other way round, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'another end record in the comment':
    'zipfile goes by it, finds no directory there and gives up; so do we, with another word',
  'directory elsewhere': 'zipfile opens it, and reads no member',
  'two disks': 'zipfile does not look at the disks',
  'entry cut off': 'zipfile takes what is there',
  'extra fields not well-formed': 'nothing in them is needed',
  'other method in the local header': 'PyTorch and zipfile do not agree on it',
  masked: 'zipfile does not look at the flag',
  'stored and of two sizes': 'the same, seen without reading it',
  'NUL in a name': 'zipfile cuts the name off',
  'compressed data too short': 'zipfile does not compare the size',
  'impossible expansion': 'the same',
  'zip64 field missing': 'the same',
};

test('what zipfile refuses is refused, with an offset in the file', async () => {
  const different: string[] = [];
  for (const { name, file, zipfile } of json<Damaged[]>('damaged.json')) {
    const bytes = decode(file);
    const errors: CodecErrorShape[] = [];
    const note = (error: unknown) => {
      expect(isCodecError(error), `${name}: ${String(error)}`).toBe(true);
      errors.push(error as CodecErrorShape);
    };
    const archive = await openZip(fromBytes(bytes), { ...settings, codec: 'npz' }).catch(note);
    for (const member of archive?.members ?? []) await archive!.read(member).catch(note);
    for (const error of errors) {
      expect(error, name).toMatchObject({ codec: 'npz' });
      expect(error.at.offset, name).toBeGreaterThanOrEqual(0);
      expect(error.at.offset, name).toBeLessThanOrEqual(bytes.length);
    }
    const count = zipfile.open === undefined ? Object.keys(zipfile.members!).length : 1;
    if (errors.length !== count) different.push(name);
  }
  expect(different.filter((name) => !(name in DIFFERENCES))).toEqual([]);
});

test('limits hold before memory is taken', async () => {
  const source = fromBytes(fixture('deflated.zip'));
  const read = async (limits: object) => {
    const archive = await openZip(source, { limits: { ...DEFAULT_LIMITS, ...limits } });
    return archive.read(archive.members[0]!);
  };
  await expect(read({ items: 2 })).rejects.toMatchObject({ fault: 'limit', code: 'BRINE-LIMIT-ITEMS' });
  await expect(read({ bytes: 100 })).rejects.toMatchObject({ fault: 'limit', code: 'BRINE-LIMIT-BYTES' });
  await expect(read({ bytes: 1000 })).rejects.toMatchObject({ code: 'BRINE-LIMIT-BYTES', at: { path: 'a.txt:' } });
  await expect(read({ expanded: 1000 })).rejects.toMatchObject({ code: 'BRINE-LIMIT-EXPANDED' });
  expect(crc32(await read({ expanded: 1800 }))).toBe(json<Expected>('deflated.zip.expected.json').members[0]!.crc32);
});
