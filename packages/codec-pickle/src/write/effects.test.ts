import { fromBytes, type PyObject } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { stream, type Part } from '../../test/assemble.js';
import { pickle } from '../index.js';
import { dumpPickle } from './dump.js';

const host = createHost([pickle]);
const read = async (...parts: Part[]) =>
  (await (await host.open(fromBytes(stream(...parts) as Uint8Array<ArrayBuffer>))).view('value')) as PyObject;

const MAKE = ['cm\nf\nq\0}q\x01', 0x85, 'q\x02Rq\x03'] as const;
const SETATTR = ['c__builtin__\nsetattr\nq\x04h\x03X\x01\0\0\0aq\x05K\x01', 0x87, 'q\x06R0'] as const;

describe('what a stream does for its effect', () => {
  test('a call that is dropped is kept with the object below, and written again', async () => {
    const bytes = stream(0x80, 2, ...MAKE, ...SETATTR, '.');
    const value = await read(bytes);
    expect(value.effects).toMatchObject([
      { kind: 'object', func: { name: 'setattr' }, args: { items: [value, 'a', 1n] } },
    ]);
    expect(dumpPickle(value, { protocol: 2 })).toEqual(bytes);
  });

  test('entries that a dict is given late, because they refer to the object that has it', async () => {
    const bytes = stream(0x80, 2, ...MAKE, 'h\x01X\x02\0\0\0meq\x04h\x03s0', '.');
    const value = await read(bytes);
    const [globals] = value.args.items;
    expect(globals).toEqual({ kind: 'dict', entries: ['me', value] });
    expect(value.effects).toEqual([{ kind: 'late entries', dict: globals, from: 0 }]);
    expect(dumpPickle(value, { protocol: 2 })).toEqual(bytes);
  });

  test('such a dict is whole when it is written without the object', async () => {
    const value = await read(0x80, 2, ...MAKE, 'h\x01X\x01\0\0\0xq\x04K\x05s0', '.');
    expect(dumpPickle(value.args.items[0]!, { protocol: 2 })).toEqual(stream(0x80, 2, '}q\0X\x01\0\0\0xq\x01K\x05s.'));
  });

  test('and when it was written before', async () => {
    const value = await read(
      0x80,
      2,
      '}q\x01cm\nf\nq\0h\x01',
      0x85,
      'q\x02Rq\x03h\x01X\x01\0\0\0xq\x04K\x05s0',
      0x86,
      '.',
    );
    const again = await read(dumpPickle(value, { protocol: 2 }));
    expect(again).toMatchObject({ kind: 'tuple', items: [{ entries: ['x', 5n] }, { kind: 'object' }] });
  });

  test.each([0, 1, 3, 4, 5])('in protocol %i', async (protocol) => {
    const value = await read(0x80, 2, ...MAKE, ...SETATTR, 'h\x01X\x02\0\0\0meq\x07h\x03s0.');
    const again = await read(dumpPickle(value, { protocol }));
    expect(again.effects).toHaveLength(2);
    expect((again.effects![0] as PyObject).args.items[0]).toBe(again);
    expect(again.args.items[0]).toEqual({ kind: 'dict', entries: ['me', again] });
  });

  test('opcodes of a hook’s own push a value, and are not stored', () => {
    const hook = {
      onSave: (record: { kind: string }) =>
        record.kind === 'set' ? { opcodes: new TextEncoder().encode('cm\nit\n') } : undefined,
    };
    const set = { kind: 'set' as const, items: [] };
    const bytes = dumpPickle({ kind: 'tuple', items: [set, set] }, { protocol: 2, dialects: [hook] });
    expect(bytes).toEqual(stream(0x80, 2, 'cm\nit\ncm\nit\n', 0x86, 'q\0.'));
  });
});
