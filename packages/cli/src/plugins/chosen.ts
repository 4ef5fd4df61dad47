/** `--codec`: the codec that the user names. */

import type { Plugin } from '@brine/core';
import { createHost } from '@brine/core/host';
import { nearest } from '@brine/runtime';
import { usageError } from '../errors.js';
import { isPackageName, pluginsOfPackage } from './folder.js';

/** A codec that was named, and what has to be added to the plugins for it. */
export interface Chosen {
  /** Absent when nothing was named, or a package of several codecs. */
  readonly id?: string;
  readonly plugins: readonly Plugin[];
}

/**
 * @param name - the id of a codec that is there, or a package of the working folder
 * @throws CodecError `option` when it is neither
 */
export async function chooseCodec(name: string | undefined, plugins: readonly Plugin[], cwd: string): Promise<Chosen> {
  if (name === undefined) return { plugins: [] };
  const ids = createHost([...new Set(plugins)]).registry.codecs.map(({ descriptor }) => descriptor.id);
  if (ids.includes(name)) return { id: name, plugins: [] };
  const found = isPackageName(name) ? await pluginsOfPackage(name, cwd) : undefined;
  if (!found) {
    const near = nearest(name, ids);
    throw usageError(
      `there is no codec '${name}', and no package of this name in the working folder`,
      `${near === undefined ? '' : `Did you mean ${near}? `}Codecs that are installed: ${ids.join(', ') || 'none'}.`,
    );
  }
  const codecs = found.filter(({ descriptor }) => descriptor.kind === 'codec');
  return { plugins: found, ...(codecs.length === 1 ? { id: codecs[0]!.descriptor.id } : {}) };
}
