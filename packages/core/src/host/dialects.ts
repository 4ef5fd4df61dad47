/** Dialects: what codecs add to the format of another, handed to whichever codec opens a file of it. */

import type { CodecPlugin, DialectOffer } from '../contract/plugin.js';
import { CodecError } from '../errors.js';
import type { Registry } from './registry.js';

export function dialectsOf(registry: Registry, of: string): DialectOffer[] {
  return registry.codecs
    .filter(({ descriptor }) => descriptor.dialect?.of === of)
    .map((plugin) => ({
      codec: plugin.descriptor.id,
      modules: plugin.descriptor.dialect!.modules,
      load: () => dialectOf(plugin),
    }));
}

/** Whether both are certain of a file because each knows what it adds to one format: that is no polyglot. */
export function areDialects(a: CodecPlugin['descriptor'], b: CodecPlugin['descriptor']): boolean {
  return a.dialect !== undefined && a.dialect.of === b.dialect?.of;
}

async function dialectOf(plugin: CodecPlugin): Promise<unknown> {
  const { dialect } = await plugin.load();
  const { id, package: name } = plugin.descriptor;
  if (dialect !== undefined) return dialect;
  throw new CodecError({
    codec: id,
    code: 'BRINE-CORE-DIALECT',
    fault: 'bug',
    message: `codec ${id} announces a dialect that it does not have`,
    hint: `This is a bug in ${name}.`,
  });
}
