/** The packages as they would be published: packed once, installed into empty folders. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const workspace = join(import.meta.dirname, '..');

/** Tarball by package name. */
export type Tarballs = ReadonlyMap<string, string>;

interface Packed {
  name: string;
  filename: string;
  files: { path: string }[];
}

/** Packs every package of the workspace (they have to be built) into a new folder. */
export function packAll(): { tarballs: Tarballs; packed: readonly Packed[]; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'brine-packed-'));
  const output = npm(workspace, 'pack', '--workspaces', '--json', '--pack-destination', folder);
  const packed = Object.values(JSON.parse(output) as Packed[] | Record<string, Packed>);
  return { tarballs: new Map(packed.map(({ name, filename }) => [name, join(folder, filename)])), packed, folder };
}

/** An empty folder into which packages were installed. */
export class Installed {
  readonly folder = mkdtempSync(join(tmpdir(), 'brine-e2e-'));

  /** @param names - packages of ours to ask for; what they need of each other comes from the tarballs too */
  constructor(tarballs: Tarballs, names: readonly string[]) {
    const spec = (name: string) => `file:${tarballs.get(name)!}`;
    this.write(
      'package.json',
      JSON.stringify({
        private: true,
        type: 'module',
        dependencies: Object.fromEntries(names.map((name) => [name, spec(name)])),
        overrides: Object.fromEntries([...tarballs.keys()].map((name) => [name, spec(name)])),
      }),
    );
    npm(this.folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error');
  }

  /** Names of everything that arrived, in any depth. */
  packages(): string[] {
    return listPackages(join(this.folder, 'node_modules')).sort();
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Runs a program as an ES module of the folder; gives what it prints. */
  run(program: string): string {
    return execFileSync(process.execPath, [this.write('program.mjs', program)], { cwd: this.folder, encoding: 'utf8' });
  }

  /** Runs the `brine` command that is installed there. */
  brine(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(join(this.folder, 'node_modules/.bin/brine'), args, {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function listPackages(modules: string): string[] {
  const names: string[] = [];
  for (const entry of readdirSync(modules, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(modules, entry.name);
    if (entry.name.startsWith('@')) {
      names.push(...listPackages(path));
      continue;
    }
    names.push((JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { name: string }).name);
    if (readdirSync(path).includes('node_modules')) names.push(...listPackages(join(path, 'node_modules')));
  }
  return names;
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'] });
}
