/** First-party plugins that resolve from where this command is installed. */

import { createRequire } from 'node:module';
import type { Plugin } from '@brine/core';
import { KNOWN_PACKAGES, type KnownPackage } from '@brine/runtime';
import { pluginsIn } from './exports.js';

export type Kind = Plugin['descriptor']['kind'];

export interface Installed {
  readonly plugins: readonly Plugin[];
  /** Known packages that are not there. */
  readonly missing: readonly KnownPackage[];
}

/** Imports the known packages that have a plugin of one of the kinds. Their descriptors are loaded, their implementations not. */
export async function installedPlugins(kinds: ReadonlySet<Kind>): Promise<Installed> {
  const wanted = KNOWN_PACKAGES.filter(({ plugins }) => plugins.some(({ kind }) => kinds.has(kind)));
  const loaded = await Promise.all(wanted.map(async (known) => ({ known, plugins: await importPlugins(known) })));
  return {
    plugins: [...new Set(loaded.flatMap(({ plugins }) => plugins ?? []))],
    missing: loaded.filter(({ plugins }) => !plugins).map(({ known }) => known),
  };
}

async function importPlugins({ name, entry = name }: KnownPackage): Promise<Plugin[] | undefined> {
  let module: object;
  try {
    module = (await import(entry)) as object;
  } catch (error) {
    // Only that the package itself is not there; one that is there and broken is an error to be told.
    if (!isInstalled(name)) return undefined;
    throw error;
  }
  return pluginsIn(module);
}

const require = createRequire(import.meta.url);

/** Whether a package can be loaded from where this command is, or from where another package is. */
export function isInstalled(name: string, from?: string): boolean {
  try {
    const resolver = from === undefined ? require : createRequire(require.resolve(`${from}/package.json`));
    resolver.resolve(from === undefined ? `${name}/package.json` : name);
    return true;
  } catch {
    return false;
  }
}

/** Packages that a plugin needs beside its own and that are not there. */
export function missingPeers({ descriptor: { id, kind, package: name } }: Plugin): string[] {
  const known = KNOWN_PACKAGES.filter((entry) => entry.name === name)
    .flatMap(({ plugins }) => plugins)
    .find((plugin) => plugin.kind === kind && plugin.id === id);
  return known?.kind === 'engine' ? known.peers.filter((peer) => !isInstalled(peer, name)) : [];
}
