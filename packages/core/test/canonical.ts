/** Tagged JSON without its ids, references followed: equal text for equal values, whatever the sharing. */

import type { Tagged } from './compare-tagged.js';

/** @param resolve - the node that a reference means */
export function canonical(value: unknown, resolve: (node: Tagged) => Tagged, open: readonly Tagged[] = []): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, resolve, open)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
  const node = resolve(value as Tagged);
  if (open.includes(node)) return '"<cycle>"';
  const within = [...open, node];
  const parts = Object.keys(node)
    .filter((key) => key !== 'id')
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(node[key], resolve, within)}`);
  return `{${parts.join(',')}}`;
}
