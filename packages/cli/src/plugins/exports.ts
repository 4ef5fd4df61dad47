import type { Plugin } from '@brine/core';

/** The plugins among the exports of a module, each once. */
export function pluginsIn(module: object): Plugin[] {
  return [...new Set(Object.values(module))].filter(isPlugin);
}

const KINDS: ReadonlySet<unknown> = new Set(['codec', 'converter', 'engine']);

function isPlugin(value: unknown): value is Plugin {
  if (typeof value !== 'object' || value === null) return false;
  const { descriptor, load } = value as { descriptor?: { kind?: unknown; id?: unknown } | null; load?: unknown };
  return typeof load === 'function' && typeof descriptor?.id === 'string' && KINDS.has(descriptor.kind);
}
