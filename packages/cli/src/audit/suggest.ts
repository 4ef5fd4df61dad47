/** The policy that would allow the unknown names of an audit, for a user who knows them. */

import type { Finding } from '@brine/core';

/** Schemas by operation. */
type Operations = Readonly<Record<string, string>>;

/** In the order of the documentation; `result` is of a row that the user had before. */
const OPERATIONS = ['new', 'call', 'build', 'append', 'setItems', 'addItems', 'result'] as const;

const SHOWN = 8;

/**
 * A policy file's text, a row a line, with the names together that the same is done with; undefined when there is nothing that it could
 * allow.
 *
 * @param findings - of all files
 */
export function policyFor(findings: readonly Finding[]): string | undefined {
  const byName = new Map<string, Operations>();
  for (const { allow } of findings) {
    if (!allow) continue;
    const { names, why: _, ...operations } = allow as { names: readonly string[]; why?: string } & Operations;
    for (const name of names) byName.set(name, merged(byName.get(name) ?? {}, operations));
  }
  const rows = new Map<string, { names: string[]; operations: Operations }>();
  for (const [name, operations] of byName) {
    const key = JSON.stringify(operations);
    const row = rows.get(key);
    if (row) row.names.push(name);
    else rows.set(key, { names: [name], operations });
  }
  if (rows.size === 0) return undefined;
  const lines = [...rows.values()].map(({ names, operations }) => `  ${JSON.stringify({ names, ...operations })}`);
  return `{"allow": [\n${lines.slice(0, SHOWN).join(',\n')}\n]}${lines.length > SHOWN ? `\n(and ${lines.length - SHOWN} more: brine audit --json)` : ''}`;
}

function merged(a: Operations, b: Operations): Operations {
  const result: Record<string, string> = { ...a };
  for (const [operation, schema] of Object.entries(b)) result[operation] = either(a[operation], schema);
  return Object.fromEntries(OPERATIONS.flatMap((name) => (result[name] === undefined ? [] : [[name, result[name]]])));
}

/** A schema that both fit. Those that are suggested are alternatives, of any number where they are of arguments. */
function either(a: string | undefined, b: string): string {
  if (a === undefined || a === b || a === '') return b;
  if (b === '') return a;
  const many = a.endsWith('*') || b.endsWith('*') ? '*' : '';
  const atoms = new Set([a, b].flatMap((schema) => schema.replace(/\*$/, '').split('|')));
  return atoms.has('any') ? `any${many}` : `${[...atoms].sort().join('|')}${many}`;
}
