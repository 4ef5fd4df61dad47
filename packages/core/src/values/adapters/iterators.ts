/** Iterators and in-memory files: what is left in them. */

import type { PyObject, PyValue } from '../../contract/value.js';
import { isKind, pyBytes, pyTuple } from '../../model/make.js';
import { NESTED_LIMIT } from '../errors.js';
import { type Adapter, adapter, call, itemsOf, type Made, madeBy, positional, safeInt } from './adapter.js';
import { rangeOf } from './builtins.js';

interface Iterator {
  readonly class: string;
  readonly remaining: readonly PyValue[];
}

/** Most items that a range is written out to. */
const RANGE_LIMIT = 1_000_000;

/** What iterating over a value gives; undefined when only Python knows. */
function iterate(value: PyValue | undefined, depth: number): readonly PyValue[] | undefined {
  if (depth > NESTED_LIMIT || value === undefined) return undefined;
  if (typeof value === 'string') return [...value];
  const items = itemsOf(value);
  if (items) return Array.from(items);
  if (!isKind(value, 'object')) return undefined;
  const range = rangeItems(value);
  return range ?? read(madeBy(value), depth + 1)?.remaining;
}

function rangeItems(object: PyObject): PyValue[] | undefined {
  const made = madeBy(object);
  const range = made?.name === 'builtins.range' ? rangeOf(made.args) : undefined;
  if (!range) return undefined;
  const { start, stop, step } = range;
  const items: PyValue[] = [];
  for (let value = start; step > 0n ? value < stop : value > stop; value += step) {
    if (items.length === RANGE_LIMIT) return undefined;
    items.push(value);
  }
  return items;
}

const CLASSES: Readonly<Record<string, string>> = { list: 'list_iterator', tuple: 'tuple_iterator' };

function classOf(value: PyValue): string {
  // CPython 3.11 has a class of its own for text of ASCII.
  if (typeof value === 'string') return [...value].every((c) => c <= '\u007f') ? 'str_ascii_iterator' : 'str_iterator';
  return isKind(value, 'object') ? 'range_iterator' : (CLASSES[(value as { kind: string }).kind] ?? 'iterator');
}

type Reader = (made: Made, depth: number) => Iterator | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  /** `iter(sequence)`, with the position as state. */
  'builtins.iter'({ args: [source], object }, depth) {
    const items = iterate(source, depth);
    if (!items || (isKind(source!, 'object') && madeBy(source)?.name !== 'builtins.range')) return undefined;
    const at = object.state === undefined ? 0 : safeInt(object.state);
    return at === undefined
      ? undefined
      : { class: `builtins.${classOf(source!)}`, remaining: items.slice(Math.max(at, 0)) };
  },
  /** `reversed(sequence)`, with the position of the next item as state, -1 at the end. */
  'builtins.reversed'({ args: [source], object }) {
    const items = itemsOf(source);
    const at = object.state === undefined ? (items?.length ?? 0) - 1 : safeInt(object.state);
    if (!items || at === undefined) return undefined;
    const remaining = Array.from(items)
      .slice(0, at + 1)
      .reverse();
    return { class: isKind(source, 'list') ? 'builtins.list_reverseiterator' : 'builtins.reversed', remaining };
  },
  'builtins.enumerate'({ args: [source, start = 0n] }, depth) {
    const items = iterate(source, depth);
    if (!items || typeof start !== 'bigint') return undefined;
    return { class: 'builtins.enumerate', remaining: items.map((item, i) => pyTuple([start + BigInt(i), item])) };
  },
  'builtins.zip'({ args }, depth) {
    const columns = args.map((arg) => iterate(arg, depth));
    if (columns.length === 0 || columns.includes(undefined)) return undefined;
    const length = Math.min(...columns.map((column) => column!.length));
    const row = (_: unknown, i: number) => pyTuple(columns.map((column) => column![i]!));
    return { class: 'builtins.zip', remaining: Array.from({ length }, row) };
  },
};

function read(made: Made | undefined, depth: number): Iterator | undefined {
  if (made?.how !== 'call' || !Object.hasOwn(READERS, made.name)) return undefined;
  return READERS[made.name]!(made, depth);
}

const show = {
  tag: ({ class: name, remaining }: Iterator, out: Parameters<Adapter['tag']>[1]) => ({
    $: 'iterator',
    class: name,
    remaining: out.list(remaining),
  }),
  js: ({ remaining }: Iterator, out: Parameters<Adapter['js']>[1]) => out.list(remaining),
  text: ({ class: name, remaining }: Iterator) => call(name.replace('builtins.', ''), positional(remaining)),
};

const iterators = adapter<Iterator>({ names: Object.keys(READERS), read: (made) => read(made, 0), ...show });

/** `io.StringIO` and `io.BytesIO`: state (content, newline, position, attributes) and (content, position, attributes). */
const files = adapter<Iterator>({
  names: ['_io.StringIO', '_io.BytesIO', 'io.StringIO', 'io.BytesIO'],
  read({ how, args, object: { state } }) {
    if (how !== 'new' || args.length > 0 || !isKind(state, 'tuple')) return undefined;
    const [content, second, third] = state.items;
    const at = safeInt(typeof content === 'string' ? third : second);
    if (at === undefined || at < 0) return undefined;
    if (typeof content === 'string') {
      return { class: '_io.StringIO', remaining: textLines([...content].slice(at).join(''), second!) };
    }
    return isKind(content, 'bytes')
      ? { class: '_io.BytesIO', remaining: byteLines(content.data.subarray(at)) }
      : undefined;
  },
  ...show,
});

/** @param newline - what ends a line; any of the three when None or empty */
function textLines(text: string, newline: PyValue): string[] {
  const end = typeof newline === 'string' && newline !== '' ? newline : /\r\n|\r|\n/;
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    const rest = text.slice(start);
    const match = typeof end === 'string' ? rest.indexOf(end) : rest.search(end);
    const length = typeof end === 'string' ? end.length : (end.exec(rest)?.[0].length ?? 0);
    const stop = match < 0 ? text.length : start + match + length;
    lines.push(text.slice(start, stop));
    start = stop;
  }
  return lines;
}

function byteLines(data: Uint8Array): PyValue[] {
  const lines: PyValue[] = [];
  for (let start = 0; start < data.length;) {
    const end = data.indexOf(0x0a, start);
    const stop = end < 0 ? data.length : end + 1;
    lines.push(pyBytes(data.subarray(start, stop)));
    start = stop;
  }
  return lines;
}

export const ITERATORS: readonly Adapter[] = [iterators, files];
