import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Installed, packAll } from '../installed.ts';
import { type Browser, CHROMIUM, open } from './chromium.ts';
import type * as Page from './page.ts';
import { type Site, serve } from './server.ts';

const workspace = join(import.meta.dirname, '../..');
const PACKAGES = [
  '@brine/core',
  '@brine/codec-pickle',
  '@brine/codec-joblib',
  '@brine/codec-dill',
  '@brine/codec-numpy',
  '@brine/containers',
  '@brine/convert-sklearn',
  '@brine/engine',
  '@brine/runtime',
];
const FOLDERS = ['codec-pickle/fixtures', 'codec-joblib/fixtures/jl1.6', 'codec-dill/fixtures', 'codec-numpy/fixtures'];
const MODELS = ['diabetes-ridge.pkl', 'iris-forest.joblib', 'passengers.joblib'];

/** Out-of-band buffers and an encoding are options, side files are not in memory nor files of their own: these are refused everywhere. */
const REFUSED = ['buffers.p5.pkl', 'python2.pkl', 'old.pkl', 'old_z.pkl', 'old_z.pkl_01.npy.z'];

const NO_BROWSER = CHROMIUM === undefined ? ' (skipped: no chromium is installed)' : '';

describe.skipIf(CHROMIUM === undefined)(`in Chromium${NO_BROWSER}`, () => {
  const files = new Map<string, Uint8Array | string>();
  const names: string[] = [];
  const models: Page.Model[] = [];
  let home: Installed;
  let packed: string;
  let site: Site;
  let browser: Browser | undefined;
  let script: string;

  beforeAll(async () => {
    const all = packAll();
    packed = all.folder;
    home = new Installed(all.tarballs, PACKAGES);
    for (const folder of FOLDERS) {
      for (const name of readdirSync(join(workspace, 'packages', folder))) {
        // Buffers and sidecars are read with other files, not for themselves.
        if (!/\.(?:pkl|joblib|dill|np[yz])(?:\.\w+)?$/.test(name)) continue;
        names.push(name);
        files.set(`/${name}`, readFileSync(join(workspace, 'packages', folder, name)));
      }
    }
    for (const name of MODELS) {
      const folder = join(workspace, 'examples/demo/models');
      files.set(`/${name}`, readFileSync(join(folder, name)));
      const { rows } = JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8')) as {
        rows: Page.Model['rows'];
      };
      models.push({ name, rows });
    }
    script = home.write('page.ts', readFileSync(join(import.meta.dirname, 'page.ts')));
    // One file for both sides: what differs is only what runs it.
    await build({
      entryPoints: [script],
      bundle: true,
      platform: 'browser',
      format: 'esm',
      outfile: join(home.folder, 'page.js'),
    });
    files.set('/page.js', readFileSync(join(home.folder, 'page.js')));
    files.set(
      '/',
      `<!doctype html><title>Brine</title><script type="module">
        const told = (outcome) => fetch('/report', { method: 'POST', body: JSON.stringify(outcome) });
        try {
          const { openAll, predictAll } = await import('/page.js');
          const opened = await openAll(location.href, ${JSON.stringify(names)});
          await told({ opened, predicted: await predictAll(location.href, ${JSON.stringify(models)}) });
        } catch (error) {
          await told({ failed: String(error?.stack ?? error) });
        }
      </script>`,
    );
    site = await serve(files);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    home?.remove();
    if (packed) rmSync(packed, { recursive: true });
  });

  it('opens every file as Node does, from memory, a Blob and by ranges, and predicts the same', async () => {
    browser = open(site.url);
    const { opened, predicted, failed } = JSON.parse(await site.report) as {
      opened: Page.FileOutcome[];
      predicted: unknown[];
      failed?: string;
    };
    expect(failed).toBeUndefined();
    const page = (await import(pathToFileURL(join(home.folder, 'page.js')).href)) as typeof Page;
    expect(names.length).toBeGreaterThan(30);
    expect(opened).toEqual(plain(await page.openAll(site.url, names)));
    for (const { bytes, blob, ranges } of opened) expect([blob, ranges]).toEqual([bytes, bytes]);
    expect(opened.filter(({ bytes }) => isRefusal(bytes)).map(({ name }) => name)).toEqual(REFUSED);
    expect(predicted).toEqual(plain(await page.predictAll(site.url, models)));
  });
});

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const isRefusal = (value: unknown): boolean => typeof value === 'object' && value !== null && 'error' in value;
