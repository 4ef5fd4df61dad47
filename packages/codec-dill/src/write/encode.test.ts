import { definitionOf, fromBytes, toMemory, type PyFunction, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { fromTagged, toTagged } from '@brine/core/values';
import { pickle } from '@brine/codec-pickle';
import { describe, expect, test } from 'vitest';
import { dumpPickle } from '@brine/codec-pickle/write';
import { fixture, NAMES } from '../../test/fixtures.js';
import { dill } from '../index.js';
import { savingDialect } from './save.js';

const host = createHost([pickle, dill]);
const open = (bytes: Uint8Array<ArrayBuffer>) => host.open(fromBytes(bytes), { codec: 'dill' });

async function rewritten(bytes: Uint8Array<ArrayBuffer>, to: 'dill' | 'pickle', protocol?: number) {
  const opened = await open(bytes);
  const sink = toMemory();
  const own = { protocol: protocol ?? Number((await opened.inspect()).version), numpy: 2 as const };
  await host.encode(opened, sink, { to, [to]: own });
  return new Uint8Array(sink.toBytes());
}

const OWN = NAMES.filter((name) => !name.startsWith('inside'));

describe('written in its own protocol, it is the same bytes', () => {
  test.each(OWN)('%s', async (name) => {
    const bytes = fixture(name);
    const written = await rewritten(bytes, 'dill');
    expect(Buffer.compare(bytes, written)).toBe(0);
  });
});

describe('written in any protocol, by either codec, it is the same value', () => {
  test.each(OWN.flatMap((name) => [0, 1, 2, 3, 4, 5].map((protocol) => [name, protocol] as const)))(
    '%s, protocol %i',
    async (name, protocol) => {
      const value = await (await open(fixture(name))).view('value');
      for (const to of ['dill', 'pickle'] as const) {
        const again = await (await open(await rewritten(fixture(name), to, protocol))).view('value');
        expect(JSON.stringify(toTagged(again))).toBe(JSON.stringify(toTagged(value)));
        const [a, b] = [value, again].map((one) => definitionOf(one)) as [PyFunction | undefined, PyFunction];
        if (a?.kind === 'function') {
          expect([b.signature, b.qualname, b.needs, b.code.bytecode]).toEqual([
            a.signature,
            a.qualname,
            a.needs,
            a.code.bytecode,
          ]);
        }
      }
    },
  );
});

test.each(OWN)('%s: exact tagged JSON holds all of it', async (name) => {
  const value = await (await open(fixture(name))).view('value');
  const again = fromTagged(JSON.parse(JSON.stringify(toTagged(value, { exact: true }))));
  const write = (one: PyValue) => dumpPickle(one, { dialects: [savingDialect({})] });
  expect(write(again)).toEqual(write(value));
});
