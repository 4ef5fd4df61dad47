import { DEFAULT_LIMITS, fromBytes, isCodecError } from '@brine/core';
import { expect, test } from 'vitest';
import { decode, FILES, fixture, json, remote, type Damaged } from '../test/fixtures.js';
import { examineZip, openZip } from './index.js';

const settings = { limits: DEFAULT_LIMITS, contents: true };

test.each(FILES)('nothing is wrong with %s', async (name) => {
  for (const source of [fromBytes(fixture(name)), remote(fixture(name))]) {
    const { archive, discrepancies } = await examineZip(source, settings);
    expect(discrepancies).toEqual([]);
    expect(archive!.members.length).toBeGreaterThan(0);
  }
});

test('what is wrong is listed', async () => {
  const found: Record<string, string> = {};
  for (const { name, file } of json<Damaged[]>('damaged.json')) {
    const bytes = decode(file);
    const { discrepancies } = await examineZip(fromBytes(bytes), settings);
    found[name] = discrepancies
      .map(
        ({ kind, member, fatal }) =>
          `${kind}${fatal ? '!' : ''}${member === undefined ? '' : ` ${JSON.stringify(member)}`}`,
      )
      .join(', ');
    for (const { offset, message } of discrepancies) {
      expect(offset).toBeLessThanOrEqual(bytes.length);
      expect(message).toMatch(/\.$/);
    }
  }
  expect(found).toMatchInlineSnapshot(`
    {
      "NUL in a name": "name "a\\u0000b", crc! "a\\u0000b"",
      "absolute name": "name "/etc/a"",
      "another end record in the comment": "second-end, directory!",
      "backslash": "name "a\\\\b"",
      "bytes behind": "trailing",
      "bytes in front": "prefix",
      "checksum wrong": "crc! "a"",
      "comment cut off": "end",
      "compressed data damaged": "data! "a.txt"",
      "compressed data too long": "local "a.txt", data! "a.txt"",
      "compressed data too short": "local "a.txt", size! "a.txt"",
      "control characters": "name "a\\u001b[2J"",
      "count too high": "count",
      "cut in half": "end!",
      "cut in the end record": "end!",
      "descriptor contradicts": "descriptor "one", gap "two"",
      "directory elsewhere": "directory!",
      "directory too long": "directory!",
      "drive": "name "C:a"",
      "empty file": "end!",
      "encrypted": "encrypted! "a"",
      "entry cut off": "directory!",
      "entry without signature": "directory!",
      "extra fields not well-formed": "directory "a", directory "b", local "a", local "b"",
      "folder with bytes": "folder "a/"",
      "gap": "gap "b"",
      "impossible expansion": "local "a.txt", size! "a.txt"",
      "local header elsewhere": "local! "a", prefix "b"",
      "local header past the end": "local! "a", prefix "b"",
      "masked": "encrypted! "a"",
      "name that leaves the folder": "name "../a"",
      "names alike but for case": "duplicate "data"",
      "no archive": "end!",
      "other checksum in the local header": "local "a"",
      "other flags in the local header": "local "a"",
      "other method in the local header": "local! "a"",
      "other name in the local header": "local! "a"",
      "other size in the local header": "local "a"",
      "overlap": "local! "b", local "b", overlap "b", gap",
      "past the end of the file": "local! "a", prefix "b"",
      "patched data": "method! "a"",
      "same name twice": "duplicate "a"",
      "stored and of two sizes": "size! "a"",
      "symbolic link": "link "a", link "b"",
      "two disks": "disks!",
      "unicode path of another name": "name "a", name "a", duplicate "a"",
      "unknown flag": "flags "a"",
      "unknown method": "method! "a"",
      "zip64 count contradicts": "zip64",
      "zip64 field missing": "zip64! "a"",
      "zip64 locator wrong": "zip64",
      "zip64 record missing": "zip64!",
    }
  `);
});

test('a bomb is listed, and the rest is still looked at', async () => {
  const { discrepancies } = await examineZip(fromBytes(fixture('deflated.zip')), {
    limits: { ...DEFAULT_LIMITS, expanded: 1000 },
    contents: true,
  });
  expect(discrepancies).toEqual([expect.objectContaining({ kind: 'limit', member: 'a.txt', fatal: true })]);
});

test('whatever the bytes are, nothing but CodecErrors', async () => {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48271) % 0x7fffffff) % below;
  for (const name of FILES) {
    const whole = fixture(name);
    for (let round = 0; round < 400; round++) {
      const bytes = whole.slice(0, random(4) === 0 ? random(whole.length) : whole.length);
      // The headers are what matters: most changes go to the end, where the directory is.
      for (let i = random(3); i >= 0 && bytes.length > 0; i--) {
        bytes[Math.max(0, random(2) === 0 ? random(bytes.length) : bytes.length - 1 - random(300))] = random(256);
      }
      await examineZip(fromBytes(bytes), settings);
      try {
        const archive = await openZip(remote(bytes), settings);
        for (const member of archive.members) await archive.read(member);
      } catch (error) {
        expect(isCodecError(error), String(error)).toBe(true);
        expect(error).not.toMatchObject({ fault: 'bug' });
      }
    }
  }
});
