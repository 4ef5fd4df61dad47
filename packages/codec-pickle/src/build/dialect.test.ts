import { DEFAULT_LIMITS, isKind, pyBytes, pyTuple, type PyValue } from '@brine/core';
import { describe, expect, test, vi } from 'vitest';
import { stream, text, type Part } from '../../test/assemble.js';
import { Loader } from '../inspect/load.js';
import type { Dialect } from './dialect.js';

const read = (dialects: Dialect[], ...parts: Part[]): PyValue =>
  Loader.of(stream(...parts), { codec: 'toy', limits: DEFAULT_LIMITS, dialects }).first;

describe('dialects', () => {
  test('each is asked in order; the first answer counts, undefined is none', () => {
    const first = { onGlobal: vi.fn((module: string, name: string) => (name === 'A' ? 'first' : undefined)) };
    const second = { onGlobal: vi.fn(() => 'second'), onPersistent: () => 'found' };
    expect(read([first, second], '(cm\nA\n', 'cm\nB\n', 'Pid\nt.')).toMatchObject({
      items: ['first', 'second', 'found'],
    });
    expect(second.onGlobal.mock.calls).toEqual([['m', 'B']]);
  });

  test('names are those of Python 3', () => {
    const onGlobal = vi.fn(() => undefined);
    read([{ onGlobal }], 'ccopy_reg\n_reconstructor\n.');
    expect(onGlobal.mock.calls).toEqual([['copyreg', '_reconstructor']]);
  });

  test('an extension code is a dialect’s before it is an option', () => {
    expect(read([{ onExtension: (code) => (code === 7 ? 'seven' : undefined) }], 0x82, 7, '.')).toBe('seven');
  });

  test('null is an answer', () => {
    expect(read([{ onPersistent: () => null }], 'Pid\n.')).toBeNull();
  });
});

describe('behind a BUILD', () => {
  const object = stream(0x80, 2, 'cm\nC\n)', 0x81);
  const taking: Dialect = {
    onBuild: (target, raw) => (isKind(target.state, 'dict') ? pyBytes(raw.take(raw.take(1)[0]!)) : undefined),
  };

  test('bytes are taken, and the answer takes the place of the object; the memo keeps it', () => {
    const value = read([taking], object, 'q\0}b\x03abch\0', 0x86, '.') as { items: PyValue[] };
    expect(value.items).toMatchObject([{ kind: 'bytes' }, { kind: 'object', state: { kind: 'dict' } }]);
  });

  test('an object that no dialect wants stays', () => {
    expect(read([taking], object, 'Nb.')).toMatchObject({ kind: 'object', state: null });
  });

  test('what is no object is not asked for', () => {
    expect(read([taking], 'K\x05Nb.')).toBe(5n);
  });

  test('offsets are of the file', () => {
    const offsets: number[] = [];
    read([{ onBuild: (_, raw) => void offsets.push(raw.offset, raw.remaining) }], object, '}b.');
    expect(offsets).toEqual([object.length + 2, 1]);
  });

  test('a whole pickle, with a memo, marks and a protocol of its own', () => {
    const nested: Dialect = { onBuild: (_, raw) => pyTuple([raw.pickle()]) };
    const inner = stream(0x80, 5, ']', 0x94, '(h\0c__builtin__\nset\nt.');
    const value = read([nested], '(', object, 'q\0}b', inner, 'h\0', 'c__builtin__\nset\nt.') as { items: PyValue[] };
    expect(value.items[0]).toMatchObject({ items: [{ items: [{ kind: 'list' }, { module: '__builtin__' }] }] });
    expect(value.items.slice(1)).toMatchObject([{ kind: 'object' }, { module: 'builtins', name: 'set' }]);
  });

  test('pickles nested 1,000 deep are a limit', () => {
    const nested: Dialect = { onBuild: (_, raw) => raw.pickle() };
    const level = stream('cm\nC\n)', 0x81, '}b');
    expect(() => read([nested], ...Array.from({ length: 1000 }, () => level), 'N.')).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-NESTED', fault: 'limit' }),
    );
  });

  test('bytes beyond the file are an error of the codec, where they should be', () => {
    expect(() => read([taking], object, '}b\x09abc')).toThrow(
      expect.objectContaining({ codec: 'toy', code: 'BRINE-PICKLE-TRUNCATED', at: { offset: object.length + 3 } }),
    );
  });

  test('an error in a nested pickle has its own offset', () => {
    const nested: Dialect = { onBuild: (_, raw) => raw.pickle() };
    expect(() => read([nested], object, '}b', text('x'), 'h\x05.')).toThrow(
      expect.objectContaining({ code: 'BRINE-PICKLE-MEMO', at: { offset: object.length + 2 + 6 } }),
    );
  });
});
