/** Plugins of the working folder: those that the user names, and no others, are imported. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from '@brine/core';
import { KNOWN_PACKAGES, nearest } from '@brine/runtime';
import { usageError } from '../errors.js';
import { pluginsIn } from './exports.js';

const CONFIG = 'brine.config.json';
const KEYWORD = 'brine-plugin';

/** npm's rule for names, as far as it keeps out paths and URLs. */
const PACKAGE_NAME = /^(?:@[a-z0-9~_-][\w.~-]*\/)?[a-z0-9~_-][\w.~-]*$/i;

export function isPackageName(name: string): boolean {
  return PACKAGE_NAME.test(name);
}

/**
 * The plugins that a package exports.
 *
 * @param cwd - folder that the name is resolved from
 * @returns undefined when there is no such package
 * @throws CodecError `option` for a package without plugins, or one that cannot be loaded
 */
export async function pluginsOfPackage(name: string, cwd: string): Promise<Plugin[] | undefined> {
  const { resolve } = await import('import-meta-resolve');
  let url: string;
  try {
    url = resolve(name, pathToFileURL(join(cwd, 'package.json')).href);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw notLoaded(name, error);
  }
  let module: object;
  try {
    module = (await import(url)) as object;
  } catch (error) {
    throw notLoaded(name, error);
  }
  const plugins = pluginsIn(module);
  if (plugins.length === 0) throw usageError(`package ${name} exports no plugin`);
  return plugins;
}

function notLoaded(name: string, error: unknown): Error {
  return usageError(`package ${name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
}

/**
 * Names of the plugin packages in the folder's `brine.config.json`: `{ "plugins": ["brine-codec-x"] }`.
 *
 * @throws CodecError `option` for a file that is not of that form
 */
export async function configuredPackages(cwd: string): Promise<readonly string[]> {
  const text = await readFile(join(cwd, CONFIG), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw usageError(`${CONFIG} cannot be read: ${(error as Error).message}`);
  });
  return text === undefined ? [] : parseConfig(text);
}

function parseConfig(text: string): readonly string[] {
  const hint = 'It is of the form { "plugins": ["package-name"] }.';
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    throw usageError(`${CONFIG} is not JSON: ${(error as Error).message}`, hint);
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw usageError(`${CONFIG} is not an object`, hint);
  for (const key of Object.keys(config)) {
    if (key === 'plugins') continue;
    const near = nearest(key, ['plugins']);
    throw usageError(
      `${CONFIG} has the unknown key ${JSON.stringify(key)}`,
      near === undefined ? hint : `Did you mean "${near}"?`,
    );
  }
  const { plugins = [] } = config as { plugins?: unknown };
  if (!Array.isArray(plugins) || !plugins.every((name) => typeof name === 'string')) {
    throw usageError(`"plugins" in ${CONFIG} is not a list of names`, hint);
  }
  const path = plugins.find((name) => !isPackageName(name));
  if (path !== undefined) throw usageError(`${JSON.stringify(path)} in ${CONFIG} is not the name of a package`, hint);
  return plugins;
}

export interface NotEnabled {
  readonly package: string;
  readonly version: string;
}

/** Dependencies of the folder's package that say they are plugins and that nobody named. Only their package.json is read. */
export async function notEnabled(cwd: string, named: readonly string[]): Promise<readonly NotEnabled[]> {
  const own = await readManifest(join(cwd, 'package.json'));
  const known = new Set([...KNOWN_PACKAGES.map(({ name }) => name), ...named]);
  const dependencies = Object.keys({ ...own?.dependencies, ...own?.devDependencies, ...own?.optionalDependencies });
  const found: NotEnabled[] = [];
  for (const name of dependencies.sort()) {
    if (known.has(name) || !isPackageName(name)) continue;
    const manifest = await readManifest(join(cwd, 'node_modules', name, 'package.json'));
    if (manifest?.keywords?.includes(KEYWORD)) found.push({ package: name, version: manifest.version ?? '' });
  }
  return found;
}

interface Manifest {
  readonly version?: string;
  readonly keywords?: readonly string[];
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly optionalDependencies?: object;
}

async function readManifest(path: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
