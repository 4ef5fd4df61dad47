/**
 * Schemas of arguments and states, as the allow-list writes them:
 *
 *     call  = "" | item ("," item)*        one item an argument
 *     item  = atom ("|" atom)* ["?"|"*"]   ? may be left out, * any number of the last
 *     atom  = the name of a row of ATOMS | "@module.name" (that class or function itself) | "#module.name" (an object of that class)
 *           | "=text" (that very text) | "class:prefix" (a class or function on the list whose name begins so)
 */

import { isKind, type PyObject, type PyValue } from '@brine/core';

/** What a schema asks of the values beyond their own shape. */
export interface Known {
  /** Class of an object, `module.name`; undefined when it is not known. */
  classOf(object: PyObject): string | undefined;
  /** Whether a name is on the allow-list. */
  knows(name: string): boolean;
}

type Test = (value: PyValue, known: Known) => boolean;

interface Item {
  readonly test: Test;
  readonly many: '' | '?' | '*';
}

/** More values than this are not looked through for a class or function among them. */
const MOST_VALUES = 200_000;

const kind =
  (...kinds: readonly string[]): Test =>
  (value) =>
    typeof value === 'object' && value !== null && kinds.includes(value.kind);

const plain = (...kinds: readonly string[]): Test => {
  const isKindOf = kind(...kinds);
  return (value) => isKindOf(value, NOTHING) && isData(value);
};

const NOTHING: Known = { classOf: () => undefined, knows: () => false };

const ATOMS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['none', (value) => value === null],
  ['bool', (value) => typeof value === 'boolean'],
  ['int', (value) => typeof value === 'bigint'],
  ['float', (value) => typeof value === 'number'],
  ['str', (value) => typeof value === 'string'],
  ['bytes', kind('bytes', 'bytearray')],
  ['complex', kind('complex')],
  ['dtype', kind('dtype')],
  ['array', kind('ndarray')],
  ['list', plain('list')],
  ['tuple', plain('tuple')],
  ['dict', plain('dict')],
  ['set', plain('set', 'frozenset')],
  ['empty', (value) => isKind(value, 'tuple') && value.items.length === 0],
  // The shape with which numpy begins every array: BUILD gives the real one together with as many bytes.
  ['zero', (value) => isKind(value, 'tuple') && value.items.length === 1 && value.items[0] === 0n],
  // Values that were judged where they were made, and no class or function.
  ['data', (value) => isData(value)],
  ['any', () => true],
  ['class', (value, known) => isKind(value, 'global') && known.knows(`${value.module}.${value.name}`)],
  ['attributes', (value) => isAttributes(value)],
  // Containers of whatever was judged where it was made.
  ['items', kind('list', 'tuple', 'set', 'frozenset', 'dict')],
  ['object', kind('object', 'persistent', 'ndarray')],
  ['storage', kind('persistent', 'object')],
  ['const', kind('constant')],
]);

const compiled = new Map<string, readonly Item[]>();

/** Whether arguments are those of a schema. */
export function matches(schema: string, values: readonly PyValue[], known: Known): boolean {
  const items = itemsOf(schema);
  let at = 0;
  for (const { test, many } of items) {
    if (many === '*') {
      while (at < values.length && test(values[at]!, known)) at++;
    } else if (at < values.length && test(values[at]!, known)) at++;
    else if (many === '') return false;
  }
  return at === values.length;
}

function itemsOf(schema: string): readonly Item[] {
  let items = compiled.get(schema);
  if (!items) compiled.set(schema, (items = schema === '' ? [] : schema.split(',').map(itemOf)));
  return items;
}

function itemOf(text: string): Item {
  const many = /[?*]$/.exec(text)?.[0] ?? '';
  const tests = (many === '' ? text : text.slice(0, -1)).split('|').map(atomOf);
  return { many: many as Item['many'], test: (value, known) => tests.some((test) => test(value, known)) };
}

function atomOf(text: string): Test {
  const name = text.slice(1);
  if (text.startsWith('@')) return (value) => isKind(value, 'global') && `${value.module}.${value.name}` === name;
  if (text.startsWith('#')) return (value, known) => isKind(value, 'object') && known.classOf(value) === name;
  if (text.startsWith('=')) return (value) => value === name;
  if (text.startsWith('class:')) {
    const prefix = text.slice('class:'.length);
    return (value, known) => {
      const full = isKind(value, 'global') ? `${value.module}.${value.name}` : '';
      return full.startsWith(prefix) && known.knows(full);
    };
  }
  const test = ATOMS.get(text);
  if (!test) throw new Error(`a policy has the unknown schema ${JSON.stringify(text)}`);
  return test;
}

/** The atoms that a schema may name, for policies out of a file. */
export function isSchema(text: string): boolean {
  try {
    itemsOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether no class or function is among the values of containers, however deep; objects were judged where they were made. */
export function isData(value: PyValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (value.kind === 'global') return false;
  const seen = new Set<PyValue>();
  const queue: PyValue[] = [value];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (next.kind === 'global') return false;
    const items =
      next.kind === 'dict' ? next.entries : 'items' in next && next.kind !== 'object' ? next.items : undefined;
    if (!Array.isArray(items) || seen.has(next)) continue;
    seen.add(next);
    if (queue.length + items.length > MOST_VALUES) return false;
    for (const item of items) if (typeof item === 'object' && item !== null) queue.push(item);
  }
  return true;
}

/** A state that Python puts in an instance's attributes: a dict, or with slots a pair of dicts. */
export function isAttributes(state: PyValue): boolean {
  if (state === null || isKind(state, 'dict')) return true;
  if (!isKind(state, 'tuple') || state.items.length !== 2) return false;
  const [dict, slots] = state.items;
  return (dict === null || isKind(dict, 'dict')) && (slots === null || (isKind(slots, 'dict') && !setsDunder(state)));
}

/** Whether a state has slots like `__class__`: they are set with setattr, which would change what the object is. */
export function setsDunder(state: PyValue): boolean {
  const slots = isKind(state, 'tuple') && state.items.length === 2 ? state.items[1] : undefined;
  return isKind(slots, 'dict') && slots.entries.some((key, i) => i % 2 === 0 && isDunder(key));
}

function isDunder(key: PyValue): boolean {
  return typeof key !== 'string' || key.startsWith('__');
}
