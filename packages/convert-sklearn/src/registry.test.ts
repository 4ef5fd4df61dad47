import { pyDict, pyGlobal, pyList, pyObject, pyTuple, type PyValue } from '@brine/core';
import { describe, expect, test } from 'vitest';
import type { Convert } from './build/scope.js';
import { FAMILIES, findEntry, makeRegistry, registryFor } from './registry.js';

const made = (name: string, ...held: PyValue[]): PyValue => {
  const at = name.lastIndexOf('.');
  const object = pyObject('newobj', pyGlobal(name.slice(0, at), name.slice(at + 1)), pyTuple());
  object.state = pyDict(['held', pyList(held)]);
  return object;
};

const families = (names: Iterable<string>): string[] =>
  [...new Set(Array.from(names, (name) => name.split('.')[0]!))].sort();

const forest = made(
  'sklearn.ensemble._forest.RandomForestClassifier',
  made('sklearn.tree._classes.DecisionTreeClassifier', made('sklearn.tree._tree.Tree')),
);

describe('the families', () => {
  test.each(Object.keys(FAMILIES))('%s has converters, all of its own', async (family) => {
    const names = Object.keys(await FAMILIES[family]!());
    expect(names.length).toBeGreaterThan(0);
    expect(families(names)).toEqual([family]);
  });

  test('have no class twice', async () => {
    const lists = await Promise.all(Object.values(FAMILIES).map((load) => load()));
    expect((await makeRegistry(Object.keys(FAMILIES))).size).toBe(lists.flatMap(Object.keys).length);
  });
});

describe('what is loaded', () => {
  test('the families of the classes in a file, those of nothing else', async () => {
    expect(families((await registryFor(forest)).keys())).toEqual(['ensemble', 'tree']);
    const pipeline = made('sklearn.pipeline.Pipeline', made('sklearn.preprocessing.data.StandardScaler'), forest);
    expect(families((await registryFor(pipeline)).keys())).toEqual(['ensemble', 'pipeline', 'preprocessing', 'tree']);
    expect(families((await registryFor(made('xgboost.sklearn.XGBClassifier'))).keys())).toEqual(['xgboost']);
  });

  test.each([
    'mine.Model',
    'sklearn.nothing.Known',
    'sklearn.__proto__.Model',
    '__proto__.Model',
    'sklearn.toString.Model',
  ])('nothing for %s', async (name) => {
    expect((await registryFor(made(name))).size).toBe(0);
  });

  test('every family where a user has a converter for a class of the file: it may ask for any', async () => {
    const convert: Convert = (e, x, _b, scope) => scope.convert(e.part('held'), x);
    const all = families((await makeRegistry(Object.keys(FAMILIES))).keys());
    for (const name of ['mine.models.Model', 'mine.Model']) {
      const registry = await registryFor(made('mine.models.Model'), { [name]: convert });
      expect(findEntry(registry, 'mine.models.Model')?.convert).toBe(convert);
      expect(families(registry.keys())).toEqual([...all, 'mine'].sort());
    }
    const unused = await registryFor(forest, { 'mine.Model': convert });
    expect(families(unused.keys())).toEqual(['ensemble', 'mine', 'tree']);
  });

  test("a user's converter goes before ours", async () => {
    const convert: Convert = () => ({});
    const name = 'ensemble.RandomForestClassifier';
    const registry = await registryFor(forest, { [name]: convert });
    expect(registry.get(name)?.convert).toBe(convert);
  });
});
