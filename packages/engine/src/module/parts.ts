/** Declarations as the text of a scope of their own. */

import type { SourcePart, StageSource } from '@brine/core';
import { literal } from './literal.js';
import { ENTRIES, PARTS } from './parts.gen.js';
import type { Sources } from './stages.js';

const DOMAINS = ['', 'ai.onnx.ml'];

/** The engine with the kernels of some operators, that gives what the module uses of it. */
export function* engineText(operators: ReadonlySet<string>, exported: readonly string[]): Iterable<string> {
  const kernels = ENTRIES.filter(([name]) => operators.has(name));
  yield 'const engine=(()=>{\n';
  yield* reached(PARTS, [...exported, ...kernels.flatMap(([, , needs]) => namesIn(needs))]);
  yield `var KERNELS={${DOMAINS.map((domain) => `${literal(domain)}:{${kernelsOf(kernels, domain)}}`).join()}};\n`;
  yield `return{${exported.join()}}})();\n`;
}

function kernelsOf(kernels: readonly SourcePart[], domain: string): string {
  return kernels
    .map(([name, source]) => [...name.split(':'), source] as [string, string, string])
    .filter(([of]) => of === domain)
    .map(([, operator, source]) => `${operator}:${source}`)
    .join(',\n');
}

/** What makes the stages that are no graphs, by their kinds: those that share declarations in one scope. Without any it is nothing. */
export function* stagesText(sources: Sources): Iterable<string> {
  const scopes = new Map<readonly SourcePart[], Map<string, StageSource>>();
  for (const [{ description }, source] of sources) {
    const kinds = scopes.get(source.parts);
    if (kinds) kinds.set(description.kind, source);
    else scopes.set(source.parts, new Map([[description.kind, source]]));
  }
  if (scopes.size === 0) return;
  yield 'const stages=Object.assign({}';
  for (const [parts, kinds] of scopes) {
    yield ',(()=>{\n';
    yield* reached(
      parts,
      [...kinds.values()].flatMap(({ needs }) => needs),
    );
    yield `return{${Array.from(kinds, ([kind, { make }]) => `${literal(kind)}:${make}`).join(',\n')}}})()`;
  }
  yield ');\n';
}

/** The declarations that some names need, in their order. */
function* reached(parts: readonly SourcePart[], names: readonly string[]): Iterable<string> {
  const declaring = new Map<string, SourcePart>();
  for (const part of parts) for (const name of namesIn(part[0])) declaring.set(name, part);
  const wanted = new Set<SourcePart>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const part = declaring.get(name);
    if (!part || wanted.has(part)) continue;
    wanted.add(part);
    open.push(...namesIn(part[2]));
  }
  for (const part of parts) if (wanted.has(part)) yield `${part[1]}\n`;
}

const namesIn = (list: string): string[] => (list === '' ? [] : list.split(' '));
