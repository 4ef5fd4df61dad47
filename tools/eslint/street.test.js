import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { street } from './street.js';

const workspace = join(import.meta.dirname, '../..');
const { paths } = ts.readConfigFile(join(workspace, 'tsconfig.base.json'), ts.sys.readFile).config.compilerOptions;
const folders = readdirSync(join(workspace, 'packages'));

describe.each(folders)('package %s', (folder) => {
  const manifest = JSON.parse(readFileSync(join(workspace, 'packages', folder, 'package.json'), 'utf8'));

  it('has its place in the street', () => {
    expect(Object.keys(street)).toContain(folder);
    expect(manifest.nx.tags).toContain(`pkg:${folder}`);
  });

  it('declares only what the street allows', () => {
    const { may } = street[folder];
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
      .filter((name) => name.startsWith('@brine/'))
      .map((name) => name.slice('@brine/'.length));
    expect(declared.filter((name) => !may.includes('*') && !may.includes(name))).toEqual([]);
  });

  it('has an alias to the source of each export', () => {
    for (const [subpath, target] of Object.entries(manifest.exports)) {
      if (typeof target === 'string') continue;
      const name = manifest.name + subpath.slice(1);
      const [alias] = paths[name] ?? paths[manifest.name.replace(/[^/]+$/, '*')] ?? [];
      const source = target.default.replace('./dist/', `./packages/${folder}/src/`).replace(/\.js$/, '.ts');
      expect(alias?.replace('*', folder), name).toBe(source);
    }
  });
});
