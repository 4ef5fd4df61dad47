import { expect, it } from 'vitest';
import { aliases } from './vitest.ts';

const resolve = (name) => {
  const alias = aliases().find(({ find }) => find.test(name));
  return alias && name.replace(alias.find, alias.replacement).replace(/^.*\/packages\//, '');
};

it('reads a name as the compiler does', () => {
  expect(resolve('brine')).toBe('brine/src/index.ts');
  expect(resolve('@brine/core')).toBe('core/src/index.ts');
  expect(resolve('@brine/core/node')).toBe('core/src/node/index.ts');
  expect(resolve('@brine/codec-pickle/vm')).toBe('codec-pickle/src/vm.ts');
  expect(resolve('@brine/a-new-one')).toBe('a-new-one/src/index.ts');
  expect(resolve('brine/other')).toBeUndefined();
});
