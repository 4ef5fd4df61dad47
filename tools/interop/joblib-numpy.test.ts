/** What codec-joblib and codec-numpy write, loaded by Python and compared there with the originals. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joblib, type JoblibOptions } from '@brine/codec-joblib';
import { npy, npz } from '@brine/codec-numpy';
import { pickle } from '@brine/codec-pickle';
import { fromBytes, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { afterAll, describe, expect, it } from 'vitest';
import { fixture } from '../../packages/codec-joblib/test/fixtures.js';
import { fixture as numpyFixture } from '../../packages/codec-numpy/test/fixtures.js';
import { withPython } from './python.ts';

const check = readFileSync(join(import.meta.dirname, '../rewrite/check.py'), 'utf8');
const host = createHost([joblib, npy, npz, pickle]);

/** Milliseconds, for Python imports much. */
const PATIENCE = 120_000;

const WAYS: readonly JoblibOptions[] = [
  ...[0, 1, 2, 3, 4, 5].map((protocol) => ({ protocol })),
  ...['zlib', 'gzip:1', 'bz2', 'lzma:0', 'xz:3'].map((compress) => ({ compress })),
];

withPython({ describe }, 'Python loads what codec-joblib and codec-numpy write', ['numpy', 'joblib'], (python) => {
  const folder = mkdtempSync(join(tmpdir(), 'joblib-numpy-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const save = (bytes: Uint8Array, extension: string) => {
    const path = join(folder, `${files++}${extension}`);
    writeFileSync(path, bytes);
    return path;
  };

  it(
    'joblib files, in every protocol and compression',
    async () => {
      const numpy = python.versions['numpy']?.startsWith('1.') ? 1 : 2;
      const stack = numpy === 1 ? 'jl1.2' : 'jl1.6';
      const manifest: object[] = [];
      for (const name of ['every.joblib', 'small.p2.joblib', 'unaligned.joblib']) {
        const original = fixture(stack, name);
        const opened = await host.open(fromBytes(original, name));
        const rewritten: string[] = [];
        for (const way of WAYS) {
          const sink = toMemory();
          await host.encode(opened, sink, { to: 'joblib', joblib: { ...way, numpy } });
          rewritten.push(save(sink.toBytes(), '.joblib'));
        }
        manifest.push({ name, original: save(original, '.joblib'), rewritten, joblib: true });
      }
      const list = save(new TextEncoder().encode(JSON.stringify(manifest)), '.json');
      expect(JSON.parse(python.run(check, [list]))).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'numpy archives, stored and compressed',
    async () => {
      const opened = await host.open(fromBytes(numpyFixture('stored.npz')));
      const paths = [save(numpyFixture('stored.npz'), '.npz')];
      for (const options of [{}, { compress: 'deflate' }, { compress: 'deflate:1' }]) {
        const sink = toMemory();
        await host.encode(opened, sink, { to: 'npz', npz: options });
        paths.push(save(sink.toBytes(), '.npz'));
      }
      const script = `import json, sys
import numpy as np
first, *others = [np.load(path) for path in sys.argv[1:]]
same = lambda a, b: a.dtype == b.dtype and a.strides == b.strides and a.tobytes() == b.tobytes()
print(json.dumps([list(other) == list(first) and all(same(first[k], other[k]) for k in first) for other in others]))`;
      expect(JSON.parse(python.run(script, paths))).toEqual([true, true, true]);
    },
    PATIENCE,
  );
});
