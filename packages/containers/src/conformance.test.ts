import { readFile } from 'node:fs/promises';
import { codecChecks } from '@brine/codec-testkit';
import { safetensors } from '@brine/codec-safetensors';
import { describe, test } from 'vitest';
import { fixture } from '../test/fixtures.js';
import { containers } from './index.js';

const entry = {
  path: 'src/index.ts',
  read: (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8'),
};

describe.each(containers.map((plugin) => [plugin.descriptor.id, plugin] as const))(
  'the promises of a codec: %s',
  (_, plugin) => {
    const name = `content.safetensors${plugin.descriptor.extensions[0]!}`;
    const checks = codecChecks(plugin, {
      cases: [{ name, bytes: fixture(name), views: ['tensors'], beyond: [{ expanded: 1000 }, { bytes: 1000 }] }],
      with: [safetensors],
      entry,
    });
    for (const check of checks) test(check.name, check.run);
  },
);
