import { fromBytes, type CodecErrorShape, type Fault } from '@brine/core';
import { createHost } from '@brine/core/host';
import { mutations } from '@brine/codec-testkit';
import { safetensors } from '@brine/codec-safetensors';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { decompress, failure } from '../test/decompress.js';
import { caseOf, casesOf, CONTENT, fixture, isSame, sha256 } from '../test/fixtures.js';
import { containers } from './index.js';

// Compressing takes its time where other tests run beside.
vi.setConfig({ testTimeout: 60_000 });

/** With what Node has of its own, and with what there is in a browser. */
const ENGINES: readonly [name: string, use: () => void][] = [
  ['Node', () => undefined],
  ['portable', () => void vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)],
];

/** Where we do otherwise than Python, and why. */
const OTHERWISE: Readonly<Record<string, Fault | 'read'>> = {
  // Python leaves out what is in it without a word.
  'bz2: a damaged stream behind': 'malformed',
  'xz: a damaged stream behind': 'malformed',
  // The format allows padding; Python takes it for the beginning of another stream, and gives up or leaves out what follows.
  'xz: padding behind': 'read',
  'xz: padding between streams': 'read',
  // A model is no machine code.
  'xz: a filter for x86': 'unsupported',
};

/** Well-formed, but not read by us or Python. */
const UNSUPPORTED = [
  'gzip: method 7',
  'zlib: preset dictionary',
  'bz2: randomised',
  'lz4: legacy',
  'lz4: another version',
  'zstd: a dictionary',
  'zstd: a reserved flag',
];

/** What may lie behind, and means nothing. */
const PADDING = ['gzip: zeros behind', 'xz: padding behind'];

/** Nothing in the format says whether its data are whole. */
const UNCHECKED = ['lzma'];

afterEach(() => vi.restoreAllMocks());

describe.each(ENGINES)('with the %s engine', (_, use) => {
  describe.each(containers.map((plugin) => [plugin.descriptor.id, plugin] as const))('%s', (id, plugin) => {
    const file = `content.safetensors${plugin.descriptor.extensions[0]!}`;

    test('what Python wrote comes out, and the name loses the extension', async () => {
      use();
      const inner = await decompress(plugin, fixture(file), { name: file });
      expect(inner).toMatchObject({ bytes: CONTENT, name: 'content.safetensors', notes: [], isInner: true });
      expect((await decompress(plugin, fixture(file), { name: 'model.joblib' })).name).toBe('model.joblib');
    });

    test.each(casesOf(id))('$name', async ({ name, python, bytes, content }) => {
      use();
      const full = `${id}: ${name}`;
      const usual = python === null ? 'read' : UNSUPPORTED.includes(full) ? 'unsupported' : 'malformed';
      const expected = OTHERWISE[full] ?? usual;
      if (expected === 'read') {
        const inner = await decompress(plugin, bytes, { limits: { expansion: Infinity } });
        expect(sha256(inner.bytes)).toBe(content);
        const isLeft = name.endsWith(' behind') && !PADDING.includes(full);
        expect(inner.notes.map(({ code }) => code)).toEqual(isLeft ? [`BRINE-${id.toUpperCase()}-TRAILING`] : []);
        return;
      }
      const error = await failure(plugin, bytes);
      expect(error).toMatchObject({ codec: id, fault: expected });
      expect(error.at.offset).toBeGreaterThanOrEqual(0);
      expect(error.at.offset).toBeLessThanOrEqual(bytes.length);
    });

    test('cut off anywhere, it is refused where it ends', async () => {
      use();
      const whole = fixture(file);
      for (let length = 0; length < whole.length; length++) {
        const error = await failure(plugin, whole.slice(0, length));
        expect(error, `${length} bytes`).toMatchObject({ codec: id, fault: 'malformed', at: { offset: length } });
      }
    });

    test('damaged anywhere, it is refused, or what was in it comes out', async () => {
      use();
      for (const { how, bytes } of mutations(fixture(file), 500, 7)) {
        const outcome = await decompress(plugin, bytes, { limits: { expanded: 1 << 22 } }).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(outcome, how).toMatchObject({ name: 'CodecError', codec: id });
        else if (!UNCHECKED.includes(id))
          expect(isSame((outcome as { bytes: Uint8Array }).bytes, CONTENT), how).toBe(true);
      }
    });

    test('a bomb stops early', async () => {
      use();
      const { bytes } = caseOf(id, 'ten megabytes of zeros');
      for (const limits of [{ expanded: 3 << 20 }, { bytes: 3 << 20 }, { expansion: 20 }]) {
        const error = await failure(plugin, bytes, { limits: { expansion: Infinity, ...limits } });
        expect(error).toMatchObject({ fault: 'limit', code: `BRINE-LIMIT-${Object.keys(limits)[0]!.toUpperCase()}` });
      }
    });

    test('an aborted signal ends it', async () => {
      use();
      await expect(decompress(plugin, fixture(file), { signal: AbortSignal.abort() })).rejects.toMatchObject({
        name: 'AbortError',
      });
      const controller = new AbortController();
      const { bytes } = caseOf(id, 'ten megabytes of zeros');
      const running = decompress(plugin, bytes, {
        limits: { expansion: Infinity },
        signal: controller.signal,
        progress: () => controller.abort(),
      });
      await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    });
  });

  test('errors point at what is wrong', async () => {
    use();
    const offsets = async (id: string, name: string) => {
      const plugin = containers.find(({ descriptor }) => descriptor.id === id)!;
      const { bytes } = caseOf(id, name);
      const error: CodecErrorShape = await failure(plugin, bytes);
      return [error.at.offset, error.at.offset! - bytes.length];
    };
    expect((await offsets('gzip', 'wrong CRC'))[1]).toBe(-8);
    expect((await offsets('gzip', 'wrong length'))[1]).toBe(-4);
    expect((await offsets('gzip', 'garbage behind'))[1]).toBe(-'garbage'.length);
    expect((await offsets('gzip', 'method 7'))[0]).toBe(2);
    expect((await offsets('bz2', 'wrong CRC of the block'))[0]).toBe(4);
    expect((await offsets('xz', "wrong CRC of the block's header"))[0]).toBe(20);
    expect((await offsets('xz', 'wrong check'))[1]).toBe(-32);
    expect((await offsets('xz', 'cut in the index'))[1]).toBe(0);
    expect((await offsets('lz4', 'wrong checksum of the header'))[0]).toBe(14);
    expect((await offsets('lz4', 'wrong checksum of the content'))[1]).toBe(-4);
    expect((await offsets('lzma', 'cut in the data'))[1]).toBe(0);
    expect((await offsets('zstd', 'wrong checksum'))[1]).toBe(-4);
  });
});

test('containers nest, and the host tells which there were', async () => {
  const host = createHost([safetensors, ...containers]);
  const opened = await host.open(fromBytes(new Uint8Array(gzipSync(deflateSync(CONTENT))), 'renamed.bin'));
  expect(opened.containers).toEqual(['gzip', 'zlib']);
  expect(opened.codec).toBe('safetensors');
  expect((await opened.view('tensors')).map(({ name }) => name)).toEqual(['step', 'zeros', 'w']);
  let nested: Uint8Array = CONTENT;
  for (let i = 0; i < 12; i++) nested = new Uint8Array(gzipSync(nested));
  await expect(host.open(fromBytes(nested), { limits: { depth: 10 } })).rejects.toMatchObject({
    code: 'BRINE-LIMIT-DEPTH',
  });
});

test('the file is closed once it is decompressed, and what is in it has the same folder', async () => {
  const close = vi.fn(() => Promise.resolve());
  const beside = fromBytes(CONTENT, 'beside.bin');
  const sibling = vi.fn(() => Promise.resolve(beside));
  const file = { ...fromBytes(fixture('content.safetensors.gz'), 'content.safetensors.gz'), close, sibling };
  const inner = await decompress(containers[0], file);
  expect(close).toHaveBeenCalledOnce();
  expect(await inner.source.sibling?.('beside.bin')).toBe(beside);
});
