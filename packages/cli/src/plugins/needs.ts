/** What would have to be installed for a request, as one command. */

import { fileURLToPath } from 'node:url';
import type { EnginePlugin, View } from '@brine/core';
import { installCommand, KNOWN_PACKAGES, type KnownPlugin, leastEngine, packagesFor } from '@brine/runtime';
import { isInstalled, missingPeers } from './known.js';

type KnownCodec = Extract<KnownPlugin, { kind: 'codec' }>;

const CODECS = KNOWN_PACKAGES.flatMap(({ plugins }) => plugins).filter(
  (plugin): plugin is KnownCodec => plugin.kind === 'codec',
);

/**
 * The known codecs that a file of this name needs, outermost first: for `x.pkl.gz` that of `.gz` and that of `.pkl`.
 *
 * @param head - its first bytes, for what the name does not tell
 */
export function codecsFor(name: string | undefined, head: Uint8Array): readonly KnownCodec[] {
  const needed: KnownCodec[] = [];
  let rest = name?.toLowerCase() ?? '';
  for (;;) {
    const match = longestExtension(rest);
    if (!match) break;
    needed.push(match.codec);
    if (match.codec.views.length > 0) break;
    rest = rest.slice(0, -match.extension.length);
  }
  const wrapper = CODECS.find(({ magic }) => magic?.some((bytes) => bytes.every((byte, i) => head[i] === byte)));
  // A joblib file that is compressed needs no package for that: joblib brings its compressors.
  if (wrapper && needed.length === 0) needed.push(wrapper);
  return needed;
}

/** The known codec of an id. */
export function codecsCalled(id: string): readonly KnownCodec[] {
  return CODECS.filter((codec) => codec.id === id);
}

function longestExtension(name: string): { codec: KnownCodec; extension: string } | undefined {
  return CODECS.flatMap((codec) => codec.extensions.map((extension) => ({ codec, extension })))
    .filter(({ extension }) => name.endsWith(extension))
    .sort((a, b) => b.extension.length - a.extension.length)[0];
}

/** Packages that are not there of those that the codecs are in. */
export function missingCodecs(codecs: readonly KnownCodec[]): string[] {
  return packagesFor((plugin) => codecs.includes(plugin as KnownCodec)).filter((name) => !isInstalled(name));
}

/** Packages that are not there of those that make programs of the views that the codecs open. */
export function missingConverters(codecs: readonly KnownCodec[]): string[] {
  const views = new Set<View>(codecs.flatMap((codec) => codec.views));
  if (views.has('program')) return [];
  return packagesFor(
    (plugin) => plugin.kind === 'converter' && plugin.to === 'program' && views.has(plugin.from),
  ).filter((name) => !isInstalled(name));
}

/**
 * Packages to install for an engine to run programs.
 *
 * @param engines - those that there are; nothing is missing when one of them has all that it needs
 */
export function missingEngines(engines: readonly EnginePlugin[]): string[] {
  if (engines.some((engine) => missingPeers(engine).length === 0)) return [];
  return leastEngine().filter((name) => !isInstalled(name));
}

/** Where `npm install --global` puts packages: what is missing has to go there too. */
const GLOBAL = /[\\/]lib[\\/]node_modules[\\/]/.test(fileURLToPath(import.meta.url));

/** The hint for what is missing. */
export function installHint(packages: readonly string[]): string | undefined {
  return packages.length > 0 ? installCommand(packages, GLOBAL) : undefined;
}
