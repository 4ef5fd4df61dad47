import { fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { casesOf, fixture } from '../test/fixtures.js';
import { containers } from './index.js';

const host = createHost(containers);

async function matches(bytes: Uint8Array, name?: string): Promise<string[]> {
  const found = await host.identify(fromBytes(bytes, name));
  return found.matches.map(({ codec, confidence }) => `${codec} ${confidence}`);
}

const text = (value: string) => new TextEncoder().encode(value);

describe.each(containers.map(({ descriptor }) => descriptor))('$id', ({ id, extensions }) => {
  const confidence = ['zlib', 'lzma'].includes(id) ? 'likely' : 'certain';

  test('is seen by its content, whatever the name', async () => {
    expect(await matches(fixture(`content.safetensors${extensions[0]!}`), 'model.joblib')).toEqual([
      `${id} ${confidence}`,
    ]);
  });

  test.each(casesOf(id).filter(({ python, name }) => python === null && !name.startsWith('a skippable frame')))(
    'is seen: $name',
    async ({ bytes, name }) => {
      expect(await matches(bytes)).toEqual([`${id} ${name === 'small window' ? 'possible' : confidence}`]);
    },
  );
});

test.each([
  ['a formula', text('x^2 + y^2 = z^2, as is well known')],
  ['a pickled string of 9 bytes, protocol 1', text('X\x09\0\0\0ninebytes.')],
  ['a pickled tuple, protocol 0', text("(S'a'\nS'b'\nt.")],
  ['a pickled list, protocol 1', text(']q\x00.')],
  ['a pickle of protocol 4', Uint8Array.from([0x80, 4, 0x5d, 0x94, 0x2e])],
  ['ones', new Uint8Array(100).fill(0xff)],
  ['zeros', new Uint8Array(100)],
  ['nothing', new Uint8Array(0)],
])('%s is none of them', async (_, bytes) => {
  expect((await matches(bytes)).filter((match) => !match.endsWith('possible'))).toEqual([]);
});

test('noise is none of them', async () => {
  let state = 1;
  const noise = () => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) & 0xff;
  let claimed = 0;
  for (let i = 0; i < 20_000; i++) claimed += (await matches(Uint8Array.from({ length: 24 }, noise))).length;
  // zlib's two bytes are all that noise can have: 8 windows, 1 in 31, and a block that may begin so.
  expect(claimed).toBeLessThan(20_000 * (8 / 256 / 31));
});
