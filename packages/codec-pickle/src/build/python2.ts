import { EXCEPTIONS, MODULES, NAMES } from '../spec/python2.js';

const words = (table: string) => table.trim().split(/\s+/);

const modules = new Map(words(MODULES).map((row) => row.split('=') as [string, string]));

const names = new Map(words(NAMES).map((row) => row.split('=') as [string, string]));
for (const name of words(EXCEPTIONS)) names.set(`exceptions:${name}`, `builtins:${name}`);

/** Where a name of a stream of protocol 0 to 2 lives in Python 3: Python's `fix_imports`. */
export function fixImports(module: string, name: string): readonly [module: string, name: string] {
  const moved = names.get(`${module}:${name}`);
  if (moved !== undefined) return moved.split(':') as [string, string];
  return [modules.get(module) ?? module, name];
}
