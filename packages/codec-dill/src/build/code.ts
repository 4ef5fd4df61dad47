/** Code objects. */

import { definitionOf, isKind, type PyCode, type PyTuple, type PyValue } from '@brine/core';
import { codeLayout, type CodeField } from '../spec/code.js';

/** Names are interned in Python; a code object of this many has been made up. */
const MOST_NAMES = 1_000_000;

type Fields = Partial<Record<CodeField, PyValue>>;

/** dill's `_create_code(*args)`. */
export function dillCode(args: readonly PyValue[]): PyCode | undefined {
  const lnotab = typeof args[0] !== 'bigint';
  return codeOf(lnotab ? args.slice(1) : args, lnotab);
}

/**
 * `types.CodeType(*args)`.
 *
 * @param lnotab - see `codeLayout`
 * @returns undefined for arguments that no Python takes
 */
export function codeOf(args: readonly PyValue[], lnotab?: boolean): PyCode | undefined {
  const layout = codeLayout(args.length, lnotab);
  if (!layout) return undefined;
  const fields: Fields = Object.fromEntries(layout.fields.map((field, i) => [field, args[i]]));
  const counts = COUNTS.map((field) => count(field in fields ? fields[field] : 0n));
  const names = NAMES.map((field) => namesOf(fields[field]));
  const { bytecode, consts, filename, name, qualname, linetable, exceptiontable } = fields;
  if (counts.includes(undefined) || names.includes(undefined)) return undefined;
  if (!isKind(bytecode, 'bytes') || !isKind(linetable, 'bytes') || !isKind(consts, 'tuple')) return undefined;
  if (typeof filename !== 'string' || typeof name !== 'string') return undefined;
  const [argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, firstlineno] = counts as number[];
  const [attributes, varnames, freevars, cellvars] = names as string[][];
  if (argcount! + kwonlyargcount! > varnames!.length || posonlyargcount! > argcount!) return undefined;
  return {
    kind: 'code',
    argcount: argcount!,
    posonlyargcount: posonlyargcount!,
    kwonlyargcount: kwonlyargcount!,
    nlocals: nlocals!,
    stacksize: stacksize!,
    flags: flags!,
    bytecode: bytecode.data,
    consts: consts.items,
    names: attributes!,
    varnames: varnames!,
    freevars: freevars!,
    cellvars: cellvars!,
    filename,
    name,
    ...(typeof qualname === 'string' ? { qualname } : {}),
    firstlineno: firstlineno!,
    linetable: linetable.data,
    ...(isKind(exceptiontable, 'bytes') ? { exceptiontable: exceptiontable.data } : {}),
    python: layout.python,
  };
}

const COUNTS = [
  'argcount',
  'posonlyargcount',
  'kwonlyargcount',
  'nlocals',
  'stacksize',
  'flags',
  'firstlineno',
] as const;
const NAMES = ['names', 'varnames', 'freevars', 'cellvars'] as const;

/** A C int that is not negative, or a line number. */
function count(value: PyValue | undefined): number | undefined {
  return typeof value === 'bigint' && value >= 0n && value < 1n << 31n ? Number(value) : undefined;
}

function namesOf(value: PyValue | undefined): string[] | undefined {
  if (!isKind(value, 'tuple') || value.items.length > MOST_NAMES) return undefined;
  return value.items.every((item) => typeof item === 'string') ? value.items : undefined;
}

/** Names that a code object and those inside it look up: of globals or of attributes, which only the bytecode tells apart. */
export function namesIn(code: PyCode): Set<string> {
  const names = new Set<string>();
  const waiting = [code];
  const seen = new Set<PyValue>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const name of next.names) names.add(name);
    for (const value of next.consts) {
      if (seen.has(value)) continue;
      const inner = isKind(value, 'object') ? definitionOf(value) : undefined;
      if (inner?.kind === 'code') waiting.push(inner);
      if (isKind(value, 'object')) seen.add(value);
    }
  }
  return names;
}

/** Items of an argument that is a tuple or None. */
export function tupleOrNone(value: PyValue | undefined): PyTuple['items'] | undefined {
  if (value === null || value === undefined) return [];
  return isKind(value, 'tuple') ? value.items : undefined;
}
