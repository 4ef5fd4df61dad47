/** A window that ends anywhere: the machine stops before the opcode, and goes on when it is fed. */

import { DEFAULT_LIMITS, isKind, pyBytes, pyTuple, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { little, stream } from '../../test/assemble.js';
import { fixture, json, load, NAMES, type Expected } from '../../test/fixtures.js';
import { tagged } from '../../test/tagged.js';
import type { Dialect } from '../build/dialect.js';
import { ValueBackend } from '../build/values.js';
import type { PickleOptions } from '../options.js';
import { Cursor } from './cursor.js';
import { Machine } from './machine.js';

/** Reads with windows of a few bytes, or as many as an opcode wants. */
function readInWindows(
  bytes: Uint8Array,
  window: number,
  options: PickleOptions = {},
  dialects: Dialect[] = [],
): PyValue {
  const at = (from: number, length: number) => bytes.slice(from, from + length);
  const cursor = new Cursor(at(0, window), 0, bytes.length);
  const machine = new Machine(cursor, new ValueBackend(cursor, dialects, options), {
    codec: 'pickle',
    limits: DEFAULT_LIMITS,
  });
  for (let runs = 0; !machine.run(); runs++) {
    if (runs > 2 * bytes.length) throw new Error('it does not get on');
    const length = Math.max(window, cursor.wanted);
    cursor.refill(at(cursor.offset, length), cursor.offset);
  }
  return machine.value!;
}

describe.each([1, 7, 100])('windows of %i bytes', (window) => {
  test.each(NAMES.filter((name) => !/several|one-pickler/.test(name)))('%s', (name) => {
    const { buffers } = json<Expected>(`${name}.expected.json`);
    const options = { encoding: 'latin1', ...(buffers ? { buffers: buffers.map(fixture) } : {}) } as const;
    const bytes = fixture(name);
    expect(tagged(readInWindows(bytes, window, options))).toEqual(tagged(load(bytes, options).first));
  });

  test('a hook that reads behind BUILD, and a pickle there', () => {
    const dialect: Dialect = {
      onBuild(object, raw) {
        if (!isKind(object.state, 'dict')) return undefined;
        const head = raw.take(raw.take(1)[0]!);
        const inner = raw.pickle();
        return pyTuple([pyBytes(head), inner, raw.remaining === 3 ? null : false]);
      },
    };
    const bytes = stream(0x80, 2, 'cm\nC\n)\x81q\0}b', 3, 'abc', 0x80, 4, 0x8c, 2, 'hi', 0x94, 'h\0\x86.', 'h\0\x86.');
    expect(readInWindows(bytes, window, {}, [dialect])).toMatchObject({
      items: [
        { items: [{ kind: 'bytes' }, { items: ['hi', 'hi'] }, false] },
        { kind: 'object', state: { kind: 'dict' } },
      ],
    });
  });

  test('a length beyond the file is an error, not a wish', () => {
    expect(() => readInWindows(stream('X', little(1000, 4), 'abc'), window)).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-TRUNCATED', at: { offset: 0 } }),
    );
    expect(() => readInWindows(stream('K\x01Vabc'), window)).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-TRUNCATED', at: { offset: 2 } }),
    );
  });
});
