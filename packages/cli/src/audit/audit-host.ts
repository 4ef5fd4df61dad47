import { createHost, type Host } from '@brine/core/host';
import { installedPlugins } from '../plugins/known.js';

/**
 * A host of the first-party codecs that are installed where the command is. The configuration of the working folder is not read: what
 * is judged must not choose its judge.
 */
export async function auditHost(): Promise<Host> {
  const { plugins } = await installedPlugins(new Set(['codec']));
  return createHost(plugins);
}
