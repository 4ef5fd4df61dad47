/** `collections`: dicts and lists with something more. A ChainMap is a plain object with an attribute `maps`. */

import type { PyValue } from '../../contract/value.js';
import { dictSet } from '../../model/dict.js';
import { isKind, pyDict } from '../../model/make.js';
import type { JsonObject } from '../json.js';
import { type Adapter, adapter, call, itemsOf, type Made, positional, safeInt, type Shown } from './adapter.js';

/** Entries of the arguments and those set afterwards, merged as Python merges them. */
function entriesOf({ object: { entries, items } }: Made, first: PyValue | undefined): PyValue[] | undefined {
  if (items) return undefined;
  const dict = pyDict();
  const given = first === undefined ? [] : pairsOf(first);
  if (!given) return undefined;
  for (const list of [given, entries ?? []]) {
    for (let i = 0; i < list.length; i += 2) if (!dictSet(dict, list[i]!, list[i + 1]!)) return undefined;
  }
  return dict.entries;
}

/** A dict, or a list of pairs as Python 2 writes an OrderedDict. */
function pairsOf(value: PyValue): PyValue[] | undefined {
  if (isKind(value, 'dict')) return value.entries;
  const pairs = itemsOf(value);
  if (!pairs) return undefined;
  const entries: PyValue[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const pair = itemsOf(pairs[i]);
    if (pair?.length !== 2) return undefined;
    entries.push(pair[0]!, pair[1]!);
  }
  return entries;
}

interface Mapping {
  readonly name: 'OrderedDict' | 'Counter';
  readonly entries: PyValue[];
}

const mapping = (name: Mapping['name'], names: readonly string[]) =>
  adapter<Mapping>({
    names,
    read(made) {
      const { how, args, kwargs } = made;
      if (how === 'base' || kwargs || args.length > (how === 'call' ? 1 : 0)) return undefined;
      const entries = entriesOf(made, args[0]);
      return entries && { name, entries };
    },
    tag: ({ entries }, out) => ({ $: name, v: out.pairs(entries) }),
    js: ({ entries }, out) => out.dict(entries),
    text: ({ entries }) => call(name, entries.length > 0 ? [{ value: pyDict(entries) }] : []),
  });

const orderedDict = mapping('OrderedDict', ['collections.OrderedDict', 'ordereddict.OrderedDict']);
const counter = mapping('Counter', ['collections.Counter']);

interface DefaultDict {
  readonly factory: PyValue;
  readonly entries: PyValue[];
}

const defaultdict = adapter<DefaultDict>({
  names: ['collections.defaultdict'],
  read(made) {
    const { how, args } = made;
    if (how !== 'call' || args.length > 2) return undefined;
    const entries = entriesOf(made, args[1]);
    return entries && { factory: args[0] ?? null, entries };
  },
  tag({ factory, entries }, out) {
    const json: JsonObject = { $: 'defaultdict' };
    out.put(json, 'factory', factory);
    json['v'] = out.pairs(entries);
    return json;
  },
  js: ({ entries }, out) => out.dict(entries),
  text: ({ factory, entries }) => call('defaultdict', [{ value: factory }, { value: pyDict(entries) }]),
});

interface Deque {
  readonly maxlen: number | null;
  readonly items: readonly PyValue[];
}

/** `deque([iterable[, maxlen]])`, items appended. */
const deque = adapter<Deque>({
  names: ['collections.deque'],
  read({ how, args: [first, length], object }) {
    const given = first === undefined ? [] : itemsOf(first);
    if (how !== 'call' || !given || object.entries) return undefined;
    const maxlen = length === undefined || length === null ? null : safeInt(length);
    if (maxlen === undefined || (maxlen !== null && maxlen < 0)) return undefined;
    const items = [...Array.from(given), ...(object.items ?? [])];
    return { maxlen, items: maxlen === null ? items : items.slice(Math.max(items.length - maxlen, 0)) };
  },
  tag: ({ maxlen, items }, out) => ({ $: 'deque', maxlen, v: out.list(items) }),
  js: ({ items }, out) => out.list(items),
  text({ maxlen, items }): Shown {
    return { open: 'deque([', parts: positional(items), close: maxlen === null ? '])' : `], maxlen=${maxlen})` };
  },
});

export const COLLECTIONS: readonly Adapter[] = [orderedDict, counter, defaultdict, deque];
