/** What `brine dis` prints of the packages' own fixtures, against pickletools. */

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPython } from '../interop/python.ts';
import { main } from './dis.ts';

withPython({ describe }, 'listings', ['joblib'], (python) => {
  it.each(['codec-pickle', 'codec-dill', 'codec-joblib'])(
    'of the fixtures of %s are those of pickletools',
    async (name) => {
      const fixtures = join(import.meta.dirname, '../../packages', name, 'fixtures');
      const args = [fixtures, '--python', python.path];
      expect(await main(args, join(import.meta.dirname, 'listings.py'))).toBe(0);
    },
    120_000,
  );
});
