/** The plugins of a host, by kind and id. */

import type { CodecPlugin, ConverterPlugin, EnginePlugin, Plugin } from '../contract/plugin.js';
import { CodecError } from '../errors.js';

const CONTRACT = 1;

export interface Registry {
  readonly codecs: readonly CodecPlugin[];
  readonly converters: readonly ConverterPlugin[];
  readonly engines: readonly EnginePlugin[];
  codec(id: string): CodecPlugin | undefined;
  /** Whether a codec is a special case of another, at any remove (joblib of pickle). */
  refines(id: string, other: string): boolean;
}

/**
 * Registers plugins and those that they include. An included one gives way to one of its id that was named.
 *
 * @throws CodecError `option` for two plugins of one kind and id, or one of another contract
 */
export function createRegistry(plugins: readonly Plugin[]): Registry {
  const byId = new Map<string, Plugin>();
  const add = (plugin: Plugin) => byId.set(keyOf(plugin), checked(plugin));
  for (const plugin of plugins) {
    const known = byId.get(keyOf(plugin));
    if (known && known !== plugin) throw duplicate(known, plugin);
    add(plugin);
  }
  const queue = [...plugins];
  for (let plugin = queue.shift(); plugin; plugin = queue.shift()) {
    for (const included of plugin.includes ?? []) {
      if (byId.has(keyOf(included))) continue;
      add(included);
      queue.push(included);
    }
  }
  const all = [...byId.values()];
  const ofKind = <P extends Plugin>(kind: P['descriptor']['kind']) =>
    all.filter((plugin): plugin is P => plugin.descriptor.kind === kind);
  const codecs = ofKind<CodecPlugin>('codec');
  const codec = (id: string) => codecs.find((plugin) => plugin.descriptor.id === id);
  return {
    codecs,
    // One that extends another is asked before it.
    converters: ofKind<ConverterPlugin>('converter').sort(
      (a, b) => Number(!a.descriptor.extends) - Number(!b.descriptor.extends),
    ),
    engines: ofKind<EnginePlugin>('engine').sort((a, b) => a.descriptor.rank - b.descriptor.rank),
    codec,
    refines(id, other) {
      // Bounded, for descriptors that refine each other in a circle.
      for (
        let steps = 0, at = codec(id);
        at && steps < codecs.length;
        steps++, at = codec(at.descriptor.refines ?? '')
      ) {
        if (at.descriptor.refines === other) return true;
      }
      return false;
    },
  };
}

/** The codec and the converter of one format go by one name: `keras`. */
function keyOf({ descriptor: { kind, id } }: Plugin): string {
  return `${kind} ${id}`;
}

function checked(plugin: Plugin): Plugin {
  const { id, contract } = plugin.descriptor;
  // A plugin built against another version of core is data to us: its type says 1, its value may not.
  if ((contract as number) !== CONTRACT) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-CORE-CONTRACT',
      fault: 'option',
      message: `plugin ${id} has contract ${String(contract)}; this host has ${CONTRACT}`,
      hint: `Install versions of @brine/core and ${plugin.descriptor.package} that go together.`,
    });
  }
  return plugin;
}

function duplicate(a: Plugin, b: Plugin): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-DUPLICATE',
    fault: 'option',
    message: `two plugins have the id ${a.descriptor.id}: ${a.descriptor.package} and ${b.descriptor.package}`,
    hint: 'Name only one of them.',
  });
}
