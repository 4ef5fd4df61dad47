/** From one view to another by the registered converters, in as few steps as it takes. */

import type { View, ViewTypes } from '../contract/document.js';
import type { Context, Converter, ConverterPlugin } from '../contract/plugin.js';
import { CodecError } from '../errors.js';
import type { Registry } from './registry.js';

/** Chains of converters from one view to another, the shortest first; no view twice. */
export function chains(registry: Registry, from: View, to: View): ConverterPlugin[][] {
  const complete: ConverterPlugin[][] = [];
  let open: { at: View; seen: Set<View>; steps: ConverterPlugin[] }[] = [
    { at: from, seen: new Set([from]), steps: [] },
  ];
  while (open.length > 0) {
    const next: typeof open = [];
    for (const { at, seen, steps } of open) {
      for (const plugin of registry.converters) {
        const { from: source, to: target } = plugin.descriptor;
        if (source !== at || seen.has(target)) continue;
        const path = [...steps, plugin];
        if (target === to) complete.push(path);
        else next.push({ at: target, seen: new Set(seen).add(target), steps: path });
      }
    }
    open = next;
  }
  return complete;
}

/**
 * Converts a view along the first chain whose converters recognise what they are given.
 *
 * @param optionsOf - options of a converter, by its id
 * @throws CodecError `unsupported` when no chain does it
 */
export async function convertView<F extends View, T extends View>(
  registry: Registry,
  context: Context,
  optionsOf: (id: string) => unknown,
  from: F,
  view: ViewTypes[F],
  to: T,
): Promise<ViewTypes[T]> {
  if ((from as View) === to) return view as unknown as ViewTypes[T];
  const tried: string[] = [];
  for (const chain of chains(registry, from, to)) {
    const result = await follow(chain, view, context, optionsOf);
    if (result !== undefined) return result.view as ViewTypes[T];
    tried.push(chain.map(({ descriptor }) => descriptor.id).join(' then '));
  }
  throw new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-CONVERT',
    fault: 'unsupported',
    message:
      tried.length > 0
        ? `no converter recognises this ${from} (tried ${tried.join(', ')})`
        : `no converter from ${from} to ${to} is installed`,
    hint:
      tried.length > 0
        ? 'The file holds something other than a model that can be converted.'
        : 'Add a converter plugin to the host.',
  });
}

/** One chain, or undefined when one of its converters does not recognise its input. */
async function follow(
  chain: readonly ConverterPlugin[],
  start: unknown,
  context: Context,
  optionsOf: (id: string) => unknown,
): Promise<{ view: unknown } | undefined> {
  let view = start;
  for (const plugin of chain) {
    const converter = (await plugin.load()) as Converter<View, View>;
    if (!converter.recognises(view as never)) return undefined;
    view = await converter.convert(view as never, context, optionsOf(plugin.descriptor.id));
  }
  return { view };
}
