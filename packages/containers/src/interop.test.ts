import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { sha256 } from '../test/fixtures.js';
import { PAYLOADS } from '../test/payloads.js';
import { compressors, type Compression } from './index.js';

/** The modules of Python that read each format; Zstandard's is of Python 3.14. */
const MODULES: Readonly<Partial<Record<Compression, string>>> = {
  gzip: 'gzip',
  zlib: 'zlib',
  bz2: 'bz2',
  xz: 'lzma',
  lzma: 'lzma',
  lz4: 'lz4.frame',
};

const python = process.env['PYTHON'] ?? 'python3';
const can = (module: string) => spawnSync(python, ['-c', `import ${module}`]).status === 0;

/** Decompresses each of the files named, and says which bytes came out. */
const SCRIPT = `
import hashlib, importlib, sys
module = importlib.import_module(sys.argv[1])
for path in sys.argv[2:]:
    print(hashlib.sha256(module.decompress(open(path, "rb").read())).hexdigest())
`;

// Compressing takes its time where other tests run beside.
vi.setConfig({ testTimeout: 60_000 });

describe.each(Object.entries(MODULES) as [Compression, string][])('%s, read by %s of Python', (id, module) => {
  const { levels, compress } = compressors[id];

  test.skipIf(!can(module)).each([levels.min, levels.usual, levels.max])(
    'what is written at level %i',
    async (level) => {
      const folder = mkdtempSync(join(tmpdir(), 'brine-containers-'));
      try {
        const files = await Promise.all(
          PAYLOADS.map(async ([, bytes], i) => {
            const file = join(folder, String(i));
            writeFileSync(file, await compress(bytes, level));
            return file;
          }),
        );
        const out = execFileSync(python, ['-c', SCRIPT, module, ...files], { encoding: 'utf8' });
        const expected = PAYLOADS.map(([, bytes]) => sha256(bytes));
        expect(out.trim().split('\n')).toEqual(expected);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
