/** What is loaded with what: a folder with an index is a file of dist (tools/build/tsup.ts), and brings along those that it imports. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Import {
  readonly file: string;
  readonly room: string;
  readonly name: string;
}

const rooms = readdirSync(import.meta.dirname).filter((name) =>
  existsSync(join(import.meta.dirname, name, 'index.ts')),
);

/** What the modules of a folder (`.`: those beside this test) import of a room, types aside. */
function importsOf(folder: string): Import[] {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(path, file), 'utf8').matchAll(
          /^(?:im|ex)port (?!type\b)[^;']*?from '\.\.?\/(\w+)\/([^']+)'/gm,
        ),
        ([, room = '', name = '']) => ({ file: `${folder}/${file}`, room, name }),
      ),
    );
}

/** The files that are loaded with a room's. */
function loadedWith(room: string): string[] {
  const loaded = new Set([room]);
  for (const each of loaded) for (const found of importsOf(each)) loaded.add(found.room);
  loaded.delete(room);
  return [...loaded].sort();
}

// Anything else would be in two files, as two modules.
test('a room is imported by its index', () => {
  const imports = ['.', ...rooms].flatMap(importsOf);
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(({ name }) => name !== 'index.js')).toEqual([]);
});

test('the plugin alone loads nothing', () => {
  for (const file of ['index.ts', 'plugin.ts']) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    expect(Array.from(text.matchAll(/^(?:im|ex)port (?!type\b)[^;']*?from '(\.[^']*)'/gm), ([, name]) => name)).toEqual(
      file === 'index.ts' ? ['./plugin.js'] : ['../package.json'],
    );
  }
});

describe('what is loaded', () => {
  const BASE = ['build', 'read'];

  test('with any file', () => {
    expect(new Set(importsOf('.').map(({ room }) => room))).toEqual(new Set(BASE));
    for (const room of BASE) expect(BASE).toEqual(expect.arrayContaining(loadedWith(room)));
  });

  test('with each family beside that', () => {
    const beside = Object.fromEntries(
      rooms
        .filter((room) => !BASE.includes(room))
        .map((room) => [
          room,
          loadedWith(room)
            .filter((each) => !BASE.includes(each))
            .join(' '),
        ]),
    );
    expect(beside).toMatchInlineSnapshot(`
      {
        "calibration": "isotonic math",
        "cluster": "math",
        "compose": "math pipeline",
        "covariance": "linear_model math",
        "cross_decomposition": "math",
        "decomposition": "math",
        "discriminant_analysis": "linear_model math",
        "dummy": "tree",
        "ensemble": "linear_model math tree",
        "feature_extraction": "",
        "feature_selection": "tree",
        "frozen": "",
        "gaussian_process": "math",
        "impute": "math",
        "isotonic": "math",
        "kernel_approximation": "math",
        "kernel_ridge": "math",
        "lightgbm": "linear_model math tree",
        "linear_model": "",
        "manifold": "linear_model math neighbors tree",
        "math": "",
        "mixture": "",
        "model_selection": "",
        "multiclass": "cluster dummy linear_model math svm tree",
        "multioutput": "",
        "naive_bayes": "math",
        "neighbors": "linear_model math tree",
        "neural_network": "linear_model math",
        "pipeline": "",
        "preprocessing": "math",
        "random_projection": "",
        "semi_supervised": "linear_model math neighbors tree",
        "stages": "feature_extraction math preprocessing",
        "svm": "linear_model math",
        "tree": "",
        "xgboost": "linear_model",
      }
    `);
  });
});
