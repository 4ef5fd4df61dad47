import { expect, test } from 'vitest';
import { written } from '../../../test/written.js';
import { python2Name } from './python2.js';

const { modules, names } = written<{
  modules: Record<string, string>;
  names: [module: string, name: string, oldModule: string, oldName: string][];
}>('python2.json');

test("all of Python's reverse tables, and no more", () => {
  for (const [module, name, ...old] of names) expect(python2Name(module, name)).toEqual(old);
  for (const [module, old] of Object.entries(modules)) expect(python2Name(module, 'x')).toEqual([old, 'x']);
  expect(python2Name('numpy', 'ndarray')).toEqual(['numpy', 'ndarray']);
  expect(python2Name('io', 'StringIO')).toEqual(['io', 'StringIO']);
  expect(python2Name('__proto__', 'constructor')).toEqual(['__proto__', 'constructor']);
});
