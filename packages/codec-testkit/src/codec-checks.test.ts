import { fromBytes, readAll, type CodecPlugin, type DenseTensor, type Tensor } from '@brine/core';
import { describe, expect, test } from 'vitest';
import { CODEC, TOY, toy, withDocument } from '../test/toy.js';
import { codecChecks } from './index.js';
import type { CodecSuite } from './suite.js';

const tensor = (dtype: Tensor['dtype'], data: Float32Array | Float64Array): Tensor => ({
  name: 'toy',
  dtype,
  shape: [data.length],
  byteLength: data.byteLength,
  read: () => Promise.resolve({ dtype, shape: [data.length], data } as DenseTensor),
});

/** With bytes of its own: a broken codec writes into them. */
const suite = (): CodecSuite => ({
  cases: [{ name: 'a.toy', bytes: TOY.slice(), canonical: true, inspectReads: 5, beyond: [{ items: 1 }] }],
  bad: [
    {
      name: 'a wrong count',
      bytes: Uint8Array.of(...TOY.subarray(0, 4), 9),
      error: { code: 'BRINE-TOY-BAD', offset: 4 },
    },
  ],
  encodes: [{ name: 'doubles', views: { tensors: () => Promise.resolve([tensor('float64', Float64Array.of(1))]) } }],
  unencodable: [{ name: 'floats', views: { tensors: () => Promise.resolve([tensor('float32', Float32Array.of(1))]) } }],
  entry: {
    path: 'src/index.ts',
    read: (path) => Promise.resolve(path.endsWith('codec.ts') ? '' : "export const load = () => import('./codec.js');"),
  },
});

async function failing(plugin: CodecPlugin, given: CodecSuite = suite()): Promise<string[]> {
  const names: string[] = [];
  for (const { name, run } of codecChecks(plugin, given)) await run().catch(() => names.push(name));
  return names;
}

const first = async (tensors: readonly Tensor[] | undefined) => (await tensors![0]!.read()).data as Float64Array;

test('a codec that keeps its promises passes', async () => {
  expect(await failing(toy())).toEqual([]);
});

test('every area has checks, and no two one name', () => {
  const names = codecChecks(toy(), suite()).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(names.map((name) => name.split(':')[0]))).toEqual(
    new Set(['descriptor', 'lazy', 'sniff', 'views', 'abort', 'reads', 'damage', 'bad', 'limits', 'encode', 'audit']),
  );
});

describe('a codec that breaks a promise fails the check of it', () => {
  let calls = 0;
  test.each<[how: string, plugin: CodecPlugin, check: string | RegExp]>([
    ['an id in capitals', toy({}, { id: 'Toy' }), 'descriptor: is plain data but for sniff'],
    ['audit declared, not there', toy({ audit: undefined as never }), /^descriptor: says of audit/],
    [
      'encode there, not declared',
      toy({}, { can: { open: ['tensors'], encode: [], audit: true, seek: true } }),
      /^descriptor: says of audit/,
    ],
    [
      'a new codec each time',
      { ...toy(), load: () => Promise.resolve({ ...CODEC }) },
      /^descriptor: load gives the same/,
    ],
    ['only the extension is looked at', toy({}, { magic: [] }), /^sniff: a.toy is recognised/],
    ['everything is claimed', toy({}, { magic: [], sniff: () => 'certain' }), /^sniff: what is another format/],
    [
      'sniffing throws on short input',
      toy(
        {},
        {
          magic: [],
          sniff: ({ head }) => (new DataView(head.buffer).getUint32(0) === 0x544f5921 ? 'certain' : undefined),
        },
      ),
      /^sniff: never throws/,
    ],
    ['a declared view is missing', withDocument(() => ({ tensors: undefined as never })), /^views: a.toy has those/],
    ['an undeclared view', withDocument(() => ({ value: () => Promise.resolve(1n) })), /^views: a.toy has those/],
    [
      'other values the second time',
      withDocument(() => ({ inspect: () => Promise.resolve({ format: 'toy', version: String(calls++) }) })),
      /^views: a.toy gives the same again/,
    ],
    [
      'alignment is taken from the file',
      withDocument((_, source) => ({
        tensors: async () => {
          const bytes = await source.read(5, 16);
          return [tensor('float64', new Float64Array(bytes.buffer, bytes.byteOffset - (bytes.byteOffset % 8), 2))];
        },
      })),
      /^views: a.toy gives the same by ranges/,
    ],
    [
      'closing destroys what was given',
      withDocument((document) => {
        const given: Float64Array[] = [];
        return {
          tensors: async () => {
            const data = (await first(await document.tensors!())).slice();
            given.push(data);
            return [tensor('float64', data)];
          },
          close: () => Promise.resolve(given.forEach((data) => data.fill(0))),
        };
      }),
      /^views: a.toy closes twice/,
    ],
    [
      'closing twice throws',
      withDocument(() => ({ close: () => (calls++ % 2 ? Promise.reject(new Error('closed')) : Promise.resolve()) })),
      /^views: a.toy closes twice/,
    ],
    [
      'the input is written into',
      withDocument((_, source) => ({ inspect: () => (source.bytes?.fill(0), Promise.resolve({ format: 'toy' })) })),
      /^views: a.toy leaves the bytes/,
    ],
    [
      'the signal is not passed on',
      toy({ open: (source, { signal: _, ...context }, options) => CODEC.open(source, context, options) }),
      /^abort: a.toy is not opened/,
    ],
    [
      'inspecting reads all',
      toy({
        open: async (source, context, options) =>
          CODEC.open(fromBytes(await readAll(source, context.limits, 'toy', context.signal)), context, options),
      }),
      /^reads: inspecting/,
    ],
    [
      'a bare error',
      toy({
        open: (source, context, options) =>
          source.size < 5 ? Promise.reject(new RangeError('offset')) : CODEC.open(source, context, options),
      }),
      /^damage: every truncation/,
    ],
    [
      'an error without an offset',
      toy({
        open: (source, context, options) =>
          CODEC.open(source, context, options).catch((error: { at: object }) => {
            error.at = {};
            throw error;
          }),
      }),
      /^damage: every truncation/,
    ],
    [
      'the limit is not looked at',
      toy({
        open: (source, context, options) =>
          CODEC.open(source, { ...context, limits: { ...context.limits, items: 1e9 } }, options),
      }),
      /^limits: a.toy/,
    ],
    [
      'other bytes the second time',
      toy({
        encode: async (views, sink, context, options) => (
          await CODEC.encode!(views, sink, context, options),
          await sink.write(Uint8Array.of(calls++)),
          []
        ),
      }),
      /^encode: each declared view/,
    ],
    [
      'a loss that no note tells',
      toy({
        encode: async (_, sink, { signal }) => (
          signal?.throwIfAborted(),
          await sink.write(Uint8Array.of(...TOY.subarray(0, 4), 0)),
          []
        ),
      }),
      /^encode: what was written is read/,
    ],
    [
      'the signal is not looked at when writing',
      toy({
        encode: (views, sink, { signal: _, ...context }, options) => CODEC.encode!(views, sink, context, options),
      }),
      /^encode: an aborted signal/,
    ],
    [
      'errors of the sink are swallowed',
      toy({
        encode: (views, sink, context, options) =>
          CODEC.encode!(
            views,
            { ...sink, write: (bytes) => sink.write(bytes).catch(() => undefined) },
            context,
            options,
          ),
      }),
      /^encode: a failing sink/,
    ],
    [
      'nothing is written as something',
      toy({
        encode: (views, sink, context, options) =>
          CODEC.encode!(
            views.tensors ? views : { tensors: () => Promise.resolve([tensor('float64', new Float64Array(0))]) },
            sink,
            context,
            options,
          ),
      }),
      /^encode: without a view/,
    ],
    ['an audit that throws', toy({ audit: async function* (source, context) { await CODEC.open(source, context, {}); yield* []; } }), /^audit: damage/], // prettier-ignore
    ['an audit that finds nothing', toy({ audit: async function* () { yield* []; } }), /^audit: damage/], // prettier-ignore
  ])('%s', async (_, plugin, check) => {
    calls = 0;
    expect(await failing(plugin, { ...suite(), mutations: 30 })).toContainEqual(expect.stringMatching(check));
  });

  test('an implementation imported at once', async () => {
    const sources = new Map([
      [
        'src/index.ts',
        "import { codec } from './codec.js';\nimport type { A } from 'a';\nimport { b } from 'b';\nexport const load = () => import('./codec.js');",
      ],
      ['src/codec.ts', 'export const codec = 1;'],
    ]);
    const entry = { path: 'src/index.ts', read: (path: string) => Promise.resolve(sources.get(path)!) };
    expect((await failing(toy(), { ...suite(), entry })).map((name) => name.split(':')[0])).toEqual(['lazy', 'lazy']);
  });

  test('a bad file that is read all the same', async () => {
    expect(await failing(toy(), { ...suite(), bad: [{ name: 'good', bytes: TOY }] })).toEqual(['bad: good is refused']);
  });

  test('seek that no case proves', async () => {
    expect(await failing(toy(), { ...suite(), cases: [{ name: 'a.toy', bytes: TOY }] })).toEqual([
      expect.stringMatching(/^reads: a codec that declares seek/),
    ]);
  });
});
