/** Signatures as Python's `inspect.signature` shows them. */

import { definitionOf, dictGet, isKind, type PyClass, type PyFunction, type PyValue } from '@brine/core';
import { toText } from '@brine/core/values';

const VARARGS = 0x04;
const VARKEYWORDS = 0x08;

/** Characters of a default value that are shown. */
const LONGEST = 60;

type Described = Pick<PyFunction, 'code' | 'defaults' | 'kwdefaults' | 'annotations'>;

/** `(a, /, b: int = 10, *args, c=5, **kw) -> float` */
export function signatureOf({ code, defaults, kwdefaults, annotations }: Described): string {
  const { argcount, posonlyargcount, kwonlyargcount, varnames, flags } = code;
  const annotation = (name: string) => annotations && dictGet(annotations, name);
  const parameter = (name: string, value?: PyValue, stars = '') => {
    const note = annotation(name);
    const typed = note === undefined ? `${stars}${shownName(name)}` : `${stars}${shownName(name)}: ${noteText(note)}`;
    if (value === undefined) return typed;
    return note === undefined ? `${typed}=${valueText(value)}` : `${typed} = ${valueText(value)}`;
  };
  const parts: string[] = [];
  for (let i = 0; i < argcount; i++) {
    parts.push(parameter(varnames[i]!, defaults[defaults.length - argcount + i]));
    if (i + 1 === posonlyargcount) parts.push('/');
  }
  let next = argcount + kwonlyargcount;
  const extra = (flag: number) => ((flags & flag) !== 0 ? varnames[next++] : undefined);
  const [args, kwargs] = [extra(VARARGS), extra(VARKEYWORDS)];
  if (args !== undefined) parts.push(parameter(args, undefined, '*'));
  else if (kwonlyargcount > 0) parts.push('*');
  for (const name of varnames.slice(argcount, argcount + kwonlyargcount)) {
    parts.push(parameter(name, kwdefaults && dictGet(kwdefaults, name)));
  }
  if (kwargs !== undefined) parts.push(parameter(kwargs, undefined, '**'));
  const result = annotation('return');
  return `(${parts.join(', ')})${result === undefined ? '' : ` -> ${noteText(result)}`}`;
}

/** The iterator of a comprehension is a parameter without a name of its own: `.0`. */
function shownName(name: string): string {
  return name.startsWith('.') ? `implicit${name.slice(1)}` : name;
}

/** @see CPython, `inspect.formatannotation` */
function noteText(note: PyValue): string {
  const cls = isKind(note, 'global') ? { module: note.module, qualname: note.name } : classIn(note);
  if (cls) return cls.module === 'builtins' ? cls.qualname : `${cls.module}.${cls.qualname}`;
  return note === null ? 'None' : valueText(note);
}

function classIn(value: PyValue): PyClass | undefined {
  const definition = definitionOf(value);
  return definition?.kind === 'class' ? definition : undefined;
}

/** A value that is plain, or a container of such; anything else could hold more functions, and theirs more. */
function valueText(value: PyValue): string {
  if (!isShort(value)) return '...';
  const text = toText(value, { width: Infinity });
  return text.length > LONGEST ? '...' : text;
}

function isShort(value: PyValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return value.items.length <= LONGEST && Array.from<PyValue>(value.items).every(isPlain);
    case 'dict':
      return value.entries.length <= LONGEST && value.entries.every(isPlain);
    default:
      return isPlain(value);
  }
}

function isPlain(value: PyValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return ['bytes', 'bytearray', 'complex', 'constant', 'global', 'npscalar', 'dtype'].includes(value.kind);
}
