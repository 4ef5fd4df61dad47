import {
  pyBytes,
  pyDict,
  pyFrozenSet,
  pyGlobal,
  pyList,
  pyObject,
  pyPersistent,
  pyTuple,
  toMemory,
  type ByteSink,
  type PyNdArray,
  type PyTuple,
  type PyValue,
} from '@brine/core';
import { describe, expect, test } from 'vitest';
import { load } from '../../test/fixtures.js';
import { dumpPickle, writePickle } from './dump.js';
import type { PickleWriteOptions, SavingDialect } from './options.js';

const PROTOCOLS = [0, 1, 2, 3, 4, 5];

function array(data: Uint8Array): PyNdArray {
  const dtype = { kind: 'dtype', type: 'u', byteOrder: '|', itemsize: 1 } as const;
  return { kind: 'ndarray', class: pyGlobal('numpy', 'ndarray'), dtype, shape: [data.length], order: 'C', data };
}

describe('depth', () => {
  test.each(PROTOCOLS)('20,000 levels in protocol %i', (protocol) => {
    let value: PyValue = 'core';
    for (let level = 0; level < 20_000; level++) {
      switch (level % 5) {
        case 0:
          value = pyList([value]);
          break;
        case 1:
          value = pyTuple([value]);
          break;
        case 2:
          value = pyDict(['k', value]);
          break;
        case 3:
          value = pyObject('newobj', pyGlobal('m', 'C'), pyTuple([value]));
          break;
        default:
          value = pyFrozenSet([value]);
      }
    }
    const bytes = dumpPickle(value, { protocol });
    expect(bytes.length).toBeGreaterThan(20_000);
    expect(bytes.at(-1)).toBe('.'.charCodeAt(0));
  });
});

describe('large data', () => {
  const big = new Uint8Array(1 << 20);

  async function chunksOf(value: PyValue, options?: PickleWriteOptions): Promise<Uint8Array[]> {
    const chunks: Uint8Array[] = [];
    const sink: ByteSink = {
      write: (bytes) => Promise.resolve(void chunks.push(bytes)),
      sibling: () => Promise.reject(new Error('no place')),
    };
    await writePickle(value, sink, options);
    return chunks;
  }

  test.each([
    ['bytes', 4, pyBytes(big)],
    ['bytes', 3, pyBytes(big)],
    ['an array', 5, array(big)],
    ['an array', 4, array(big)],
    ['an array of ASCII', 2, array(big)],
  ] as const)('of %s in protocol %i is not copied', async (_, protocol, value) => {
    const chunks = await chunksOf(value, { protocol });
    expect(chunks.some((chunk) => chunk.buffer === big.buffer && chunk.length === big.length)).toBe(true);
  });

  test('a sink gets what dumpPickle gives, a portion at a time', async () => {
    const value = pyList(
      Array.from({ length: 80_000 }, (_, i) => pyTuple([`text ${i}`, BigInt(i), pyBytes(new Uint8Array(i % 3))])),
    );
    const sink = toMemory();
    await writePickle(value, sink);
    expect(Buffer.compare(sink.toBytes(), dumpPickle(value))).toBe(0);
    let most = 0;
    const counting: ByteSink = {
      write: (bytes) => Promise.resolve(void (most = Math.max(most, bytes.length))),
      sibling: () => Promise.reject(new Error('no place')),
    };
    await writePickle(value, counting);
    expect(most).toBeLessThan(1 << 21);
  });

  test('an abort stops it', async () => {
    await expect(writePickle(null, toMemory(), {}, AbortSignal.abort())).rejects.toThrow(/abort/);
  });
});

describe('sharing', () => {
  test.each(PROTOCOLS)('one record is one object, two are two, in protocol %i', (protocol) => {
    const shared = pyList([1n]);
    const value = pyList([shared, shared, pyList([1n]), pyTuple([shared])]);
    const { items } = load(dumpPickle(value, { protocol })).first as { items: PyValue[] };
    expect(items[0]).toBe(items[1]);
    expect(items[2]).not.toBe(items[0]);
    expect((items[3] as PyTuple).items[0]).toBe(items[0]);
  });

  test('globals are one by their name', () => {
    const bytes = dumpPickle(pyList([pyGlobal('m', 'C'), pyGlobal('m', 'C')]));
    expect(bytes).toEqual(dumpPickle(pyList([pyGlobal('m', 'C')].flatMap((one) => [one, one]))));
  });

  test('the same value gives the same bytes', () => {
    const value = pyDict(['a', pyList([0.5]), 'b', pyObject('reduce', pyGlobal('m', 'f'), pyTuple([]))]);
    for (const protocol of PROTOCOLS) expect(dumpPickle(value, { protocol })).toEqual(dumpPickle(value, { protocol }));
  });
});

describe('what cannot be written', () => {
  const deep = (value: PyValue) =>
    pyList([
      null,
      pyDict(['a', pyObject('newobj', pyGlobal('m', 'C'), pyTuple([]))]),
      pyDict([
        'model',
        { ...pyObject('newobj', pyGlobal('m', 'C'), pyTuple([])), state: pyDict(['coef_', pyTuple([0.5, value])]) },
      ]),
    ]);
  const path = '[2]["model"].coef_[1]';

  test.each<[what: string, protocol: number, value: unknown, code: string]>([
    ['undefined', 4, undefined, 'VALUE'],
    ['a function', 4, () => 1, 'VALUE'],
    ['an object without a kind', 4, { items: [] }, 'VALUE'],
    ['an array whose bytes are too few', 4, { ...array(new Uint8Array(3)), shape: [4] }, 'VALUE'],
    ['an int of too many digits', 1, 10n ** 4300n, 'DIGITS'],
    ['an int of very many digits', 0, 1n << 4_000_000n, 'DIGITS'],
    ['a name with a newline', 3, pyGlobal('m', 'a\nb'), 'NAME'],
    ['a name beyond ASCII', 2, pyGlobal('m', 'é'), 'NAME'],
    ['an empty module', 2, pyGlobal('', 'f'), 'NAME'],
    ['a persistent id that is no text', 0, pyPersistent(1n), 'PERSID'],
    ['a persistent id of two lines', 0, pyPersistent('a\nb'), 'PERSID'],
    ['an old instance of no class', 0, pyObject('inst', pyTuple(), pyTuple()), 'VALUE'],
  ])('%s, in protocol %i', (_, protocol, value, code) => {
    expect(() => dumpPickle(deep(value as PyValue), { protocol })).toThrow(
      expect.objectContaining({
        name: 'CodecError',
        code: `BRINE-PICKLE-${code}`,
        fault: 'encode',
        at: { path },
        hint: expect.any(String) as string,
      }),
    );
  });

  test('what the next protocol takes', () => {
    expect(() => dumpPickle(pyGlobal('m', 'é'), { protocol: 3 })).not.toThrow();
    expect(() => dumpPickle(pyGlobal('m', 'a\nb'), { protocol: 4 })).not.toThrow();
    expect(() => dumpPickle(10n ** 4300n, { protocol: 2 })).not.toThrow();
    expect(() => dumpPickle(10n ** 4300n - 1n, { protocol: 0 })).not.toThrow();
  });

  test.each([{ protocol: 6 }, { protocol: -1 }, { protocol: 2.5 }, { protocol: 4, bufferCallback: () => false }])(
    'the options %o',
    (options) => {
      expect(() => dumpPickle(null, options)).toThrow(expect.objectContaining({ fault: 'option' }));
    },
  );
});

describe('buffers', () => {
  test('the callback may have them in the stream', () => {
    const value = pyList([array(Uint8Array.of(1)), array(Uint8Array.of(2))]);
    const inBand = dumpPickle(value, { protocol: 5 });
    expect(dumpPickle(value, { protocol: 5, bufferCallback: () => true })).toEqual(inBand);
    const kept: Uint8Array[] = [];
    const mixed = dumpPickle(value, {
      protocol: 5,
      bufferCallback: ({ data }) => data[0] === 2 || void kept.push(data),
    });
    expect(kept).toEqual([Uint8Array.of(1)]);
    expect(load(mixed, { buffers: kept }).first).toMatchObject({
      items: [{ data: kept[0] }, { data: Uint8Array.of(2) }],
    });
  });
});

describe('hooks', () => {
  test('a value is replaced each time that it is met, and bytes may follow it', () => {
    const data = Uint8Array.of(1, 2, 3);
    const one = array(data);
    const offsets: number[] = [];
    const dialect: SavingDialect = {
      onSave: (value) =>
        value === one
          ? {
              value: pyPersistent('here'),
              after: (raw) => {
                offsets.push(raw.offset);
                raw.write(data);
                offsets.push(raw.offset);
              },
            }
          : undefined,
    };
    for (const protocol of PROTOCOLS) {
      offsets.length = 0;
      const bytes = dumpPickle(pyList([one, one]), { protocol, dialects: [dialect] });
      const [first, , second, end] = offsets;
      expect(bytes.subarray(first, first! + 3)).toEqual(data);
      expect(bytes.subarray(second, end)).toEqual(data);
    }
  });

  test('several are asked in order; what a replacement holds is asked for too, itself not', () => {
    const asked: string[] = [];
    const [a, b, c] = [pyGlobal('m', 'a'), pyGlobal('m', 'b'), pyGlobal('m', 'c')];
    const bytes = dumpPickle(a, {
      dialects: [
        { onSave: (value) => void asked.push(`first ${(value as { name?: string }).name ?? value.kind}`) },
        {},
        { onSave: (value) => (value === a ? { value: pyTuple([b]) } : value === b ? { value: c } : undefined) },
      ],
    });
    expect(asked).toEqual(['first a', 'first b']);
    expect(bytes).toEqual(dumpPickle(pyTuple([c])));
  });

  test('a replacement that is no record', () => {
    expect(
      dumpPickle(pyTuple([pyGlobal('m', 'a')]), {
        dialects: [{ onSave: (value) => (value.kind === 'global' ? { value: 1n } : undefined) }],
      }),
    ).toEqual(dumpPickle(pyTuple([1n])));
  });
});

test('nested names, constants and the extension registry', () => {
  const names = pyList([pyGlobal('m', 'A.b'), pyGlobal('m', 'A.b'), pyGlobal('m', 'c')]);
  const extensions = { 5: 'm.A.b', 300: 'm.c' };
  const bytes = dumpPickle(names, { protocol: 2, extensions });
  expect(Buffer.from(bytes).toString('latin1')).toBe('\x80\x02]q\x00(\x82\x05\x82\x05\x83\x2c\x01e.');
  expect(dumpPickle(names, { protocol: 1, extensions })).toEqual(dumpPickle(names, { protocol: 1 }));
});
