/** The examples of `examples/audit` say what works. */

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_PACKAGES } from '@brine/runtime';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { demo, file, run, temporaryFolder } from './io.js';

const example = (name: string): string => readFileSync(file(`examples/audit/${name}`), 'utf8');

it('the workflow for GitHub', async () => {
  const { jobs, permissions } = parse(example('github-action.yml')) as {
    permissions: Record<string, string>;
    jobs: { audit: { steps: { run?: string; uses?: string; if?: string; with?: Record<string, unknown> }[] } };
  };
  expect(permissions['security-events']).toBe('write');
  const { steps } = jobs.audit;
  const command = /^npx --yes brine (.+) > (.+)$/.exec(steps.find((step) => step.run)!.run!)!;
  const upload = steps.at(-1)!;
  expect([upload.with!['sarif_file'], upload.if]).toEqual([command[2], 'success() || failure()']);

  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'models'));
  cpSync(demo('diabetes-ridge.pkl'), join(cwd, 'models/ridge.pkl'));
  writeFileSync(join(cwd, 'models/basket.pkl'), 'cshop.models\nBasket\n)\x81}(S"a"\nK\x01ub.', 'latin1');
  cpSync(file('examples/audit/policy.json'), join(cwd, '.brine-policy.json'));
  const words = command[1]!.split(' ').map((word) => (/^(?:models|\..+)$/.test(word) ? join(cwd, word) : word));
  const { code, out } = await run([words[0]!, '--timeout', '0', ...words.slice(1)], { cwd });
  expect([code, (JSON.parse(out) as { version: string }).version]).toEqual([0, '2.1.0']);
});

it('the hook for pre-commit takes every file that is judged', () => {
  const { repos } = parse(example('pre-commit-config.yaml')) as {
    repos: { hooks: { files: string; entry: string }[] }[];
  };
  const { files, entry } = repos[0]!.hooks[0]!;
  expect(entry).toBe('brine audit');
  const pattern = new RegExp(files);
  for (const { name, plugins } of KNOWN_PACKAGES) {
    for (const plugin of plugins) {
      if (plugin.kind !== 'codec') continue;
      // Modules that Brine writes itself, and pictures of graphs, are no models that Python loads.
      const isModel = plugin.views.some((view) => view !== 'program');
      for (const extension of plugin.extensions) {
        const path = name === '@brine/containers' ? `models/a.pkl${extension}` : `models/a${extension}`;
        expect([path, pattern.test(path)]).toEqual([path, isModel || name === '@brine/containers']);
      }
    }
  }
  expect(pattern.test('README.md')).toBe(false);
});
