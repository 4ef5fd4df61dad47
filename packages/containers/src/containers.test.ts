import { fromBytes, type CodecErrorShape } from '@brine/core';
import { createHost } from '@brine/core/host';
import { safetensors } from '@brine/codec-safetensors';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { decompress } from '../test/decompress.js';
import { cases, CONTENT, fixture } from '../test/fixtures.js';
import { containers } from './index.js';

const NAMES: Readonly<Record<string, string>> = {
  gzip: 'gz',
  zlib: 'z',
  bz2: 'bz2',
  xz: 'xz',
  lzma: 'lzma',
  lz4: 'lz4',
  zstd: 'zst',
};

/** With Node's own zlib, and with the one for browsers. */
const ENGINES: readonly [name: string, use: () => void][] = [
  ['Node', () => undefined],
  ['portable', () => void vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)],
];

afterEach(() => vi.restoreAllMocks());

describe.each(ENGINES)('with the %s engine', (_, use) => {
  describe.each(containers.map((plugin) => [plugin.descriptor.id, plugin] as const))('%s', (id, plugin) => {
    const file = `content.safetensors.${NAMES[id]}`;

    test('what Python wrote comes out, and the name loses the extension', async () => {
      use();
      const inner = await decompress(plugin, fixture(file), { name: file });
      expect(inner).toEqual({ bytes: CONTENT, name: 'content.safetensors', notes: [], isInner: true });
      expect((await decompress(plugin, fixture(file), { name: 'model.joblib' })).name).toBe('model.joblib');
    });

    test.each(cases(id).filter(({ python }) => python === null))('$name: read, as by Python', async ({ bytes }) => {
      use();
      expect((await decompress(plugin, bytes)).bytes).toEqual(CONTENT);
    });

    test.each(cases(id).filter(({ python }) => python !== null))(
      '$name: refused, as by Python',
      async ({ bytes, name }) => {
        use();
        const error = (await decompress(plugin, bytes).catch((thrown: unknown) => thrown)) as CodecErrorShape;
        const fault = ['method 7', 'preset dictionary'].includes(name) ? 'unsupported' : 'malformed';
        expect(error).toMatchObject({ codec: id, fault });
        expect(error.at.offset).toBeGreaterThanOrEqual(0);
        expect(error.at.offset).toBeLessThanOrEqual(bytes.length);
      },
    );

    test('an aborted signal ends it', async () => {
      use();
      await expect(decompress(plugin, fixture(file), { signal: AbortSignal.abort() })).rejects.toMatchObject({
        name: 'AbortError',
      });
    });
  });

  test.each([
    ['gzip', gzipSync],
    ['zlib', deflateSync],
  ] as const)('a %s bomb stops early', async (id, compress) => {
    use();
    const plugin = containers.find(({ descriptor }) => descriptor.id === id)!;
    const bomb = new Uint8Array(compress(new Uint8Array(96 << 20)));
    for (const limits of [{ expanded: 3 << 20 }, { bytes: 3 << 20 }, { expansion: 20 }]) {
      const started = performance.now();
      await expect(decompress(plugin, bomb, { limits })).rejects.toMatchObject({
        fault: 'limit',
        code: `BRINE-LIMIT-${Object.keys(limits)[0]!.toUpperCase()}`,
      });
      // All of it takes several times as long.
      expect(performance.now() - started).toBeLessThan(150);
    }
    expect((await decompress(plugin, bomb, { limits: { expansion: 2000 } })).bytes.length).toBe(96 << 20);
  });

  test('errors point at what is wrong', async () => {
    use();
    const gzip = containers[0];
    const offsetOf = async (wanted: string) => {
      const { bytes } = cases('gzip').find(({ name }) => name === wanted)!;
      const error = (await decompress(gzip, bytes).catch((thrown: unknown) => thrown)) as CodecErrorShape;
      return [error.at.offset, bytes.length];
    };
    const [crc, ofCrc] = await offsetOf('wrong CRC');
    expect(crc).toBe(ofCrc! - 8);
    const [length, ofLength] = await offsetOf('wrong length');
    expect(length).toBe(ofLength! - 4);
    const [garbage, ofGarbage] = await offsetOf('garbage behind');
    expect(garbage).toBe(ofGarbage! - 'garbage'.length);
    expect((await offsetOf('method 7'))[0]).toBe(2);
  });
});

test('bytes behind zlib data are noted', async () => {
  const zlib = containers.find(({ descriptor }) => descriptor.id === 'zlib')!;
  const { bytes } = cases('zlib').find(({ name }) => name === 'bytes behind')!;
  expect((await decompress(zlib, bytes)).notes).toEqual([expect.objectContaining({ code: 'BRINE-ZLIB-TRAILING' })]);
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
