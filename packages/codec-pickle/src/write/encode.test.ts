import { fromBytes, pyDict, pyGlobal, pyList, toMemory, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { expect, test } from 'vitest';
import { fixture } from '../../test/fixtures.js';
import { pickle } from '../plugin.js';
import type { PickleOptions } from '../options.js';
import { dumpPickle } from './dump.js';

const host = createHost([pickle]);

async function encode(value: PyValue, options: PickleOptions = {}) {
  const sink = toMemory();
  const notes = await host.encode({ value: () => Promise.resolve(value) }, sink, { to: 'pickle', pickle: options });
  return { bytes: sink.toBytes(), notes };
}

test('a file is converted to another protocol, with what it shares', async () => {
  const opened = await host.open(fromBytes(fixture('standard.p5.pkl')));
  const sink = toMemory();
  expect(await host.encode(opened, sink, { to: 'pickle', pickle: { protocol: 2, numpy: 2 } })).toEqual([]);
  expect(Buffer.compare(sink.toBytes(), fixture('standard.p2.pkl'))).toBe(0);
  expect(host.encoderFor('model.pkl')).toBe('pickle');
});

test('protocol 4 by default', async () => {
  const value = pyDict(['a', pyList([1n])]);
  expect((await encode(value)).bytes).toEqual(dumpPickle(value, { protocol: 4 }));
});

test('an exception that Python 2 has not is noted as lost', async () => {
  const { notes, bytes } = await encode(pyGlobal('builtins', 'TimeoutError'), { protocol: 2 });
  expect(notes).toEqual([
    { code: 'BRINE-PICKLE-NAME', loss: true, message: expect.stringContaining('builtins.TimeoutError') as string },
  ]);
  expect(Buffer.from(bytes).toString('latin1')).toContain('exceptions\nOSError\n');
  expect((await encode(pyGlobal('builtins', 'TimeoutError'), { protocol: 3 })).notes).toEqual([]);
});

test('without a value there is nothing to write', async () => {
  await expect(host.encode({}, toMemory(), { to: 'pickle' })).rejects.toMatchObject({
    code: 'BRINE-PICKLE-VIEWS',
    fault: 'encode',
  });
});
