/** Calls that pickle writes for Python's own types. */

import {
  dictExtend,
  ELLIPSIS,
  isKind,
  NOT_IMPLEMENTED,
  pyByteArray,
  pyBytes,
  pyComplex,
  pyDict,
  pyFrozenSet,
  pyList,
  pyObject,
  pySet,
  pyTuple,
  setAdd,
  type PyConstant,
  type PyGlobal,
  type PyValue,
} from '@brine/core';
import { Refusal } from '../read/errors.js';
import { latin1OfUtf8 } from '../read/narrow.js';
import { encodeLatin1 } from '../read/text.js';
import { decodeUnread, unreadOf } from '../read/unread.js';
import type { Reducer, Run } from './reducers.js';

/** Globals that are values of their own. */
export const CONSTANTS: ReadonlyMap<string, PyConstant> = new Map([
  ['builtins.Ellipsis', ELLIPSIS],
  ['builtins.NotImplemented', NOT_IMPLEMENTED],
]);

/** Calls by `module.name` of what is called. */
export const BUILTIN_REDUCERS: readonly (readonly [string, Reducer])[] = [
  ['builtins.list', (args) => collect(args, (items) => pyList(items))],
  ['builtins.tuple', (args) => collect(args, (items) => pyTuple(items))],
  ['builtins.set', (args) => collect(args, (items) => fill(pySet(), items))],
  ['builtins.frozenset', (args) => collect(args, (items) => fill(pyFrozenSet(), items))],
  ['builtins.dict', dict],
  ['builtins.bytes', bytes],
  ['builtins.bytearray', bytearray],
  ['builtins.complex', complex],
  ['builtins.type', typeOf],
  ['builtins.getattr', nested],
  ['_codecs.encode', encode],
  ['copyreg._reconstructor', reconstructor],
  ['copyreg.__newobj__', newobj],
  ['copyreg.__newobj_ex__', newobjEx],
];

/** `type()` or `type(items)`. */
function collect(args: readonly PyValue[], make: (items: PyValue[]) => PyValue): PyValue | undefined {
  const items = args.length === 0 ? [] : args.length === 1 ? itemsOf(args[0]!) : undefined;
  return items && make(items);
}

function itemsOf(value: PyValue): PyValue[] | undefined {
  return isKind(value, 'list') || isKind(value, 'tuple') ? Array.from<PyValue>(value.items) : undefined;
}

function fill<S extends Parameters<typeof setAdd>[0]>(set: S, items: readonly PyValue[]): S {
  for (const item of items) if (!setAdd(set, item)) throw new Refusal('KEY', 'an item of a set is not hashable');
  return set;
}

/** `dict()`, `dict(dict)`, `dict(pairs)`. */
function dict(args: readonly PyValue[]): PyValue | undefined {
  if (args.length === 0) return pyDict();
  if (args.length > 1) return undefined;
  if (isKind(args[0], 'dict')) return pyDict(args[0].entries.slice());
  const entries: PyValue[] = [];
  for (const item of itemsOf(args[0]!) ?? [null]) {
    const pair = itemsOf(item);
    if (pair?.length !== 2) return undefined;
    entries.push(...pair);
  }
  const made = pyDict();
  if (dictExtend(made, entries) >= 0) throw new Refusal('KEY', 'a key of a dict is not hashable');
  return made;
}

/** `bytes()` is how protocols 0 to 2 write the empty bytes; also `bytes([65, 66])`. */
function bytes(args: readonly PyValue[], run: Run): PyValue | undefined {
  return collect(args, (items) => {
    const data = Uint8Array.from(items, (item) => (typeof item === 'bigint' ? Number(item) : -1));
    const same = items.every((item, i) => item === BigInt(data[i]!));
    return same ? pyBytes(data) : pyObject('reduce', run.named('builtins', 'bytes'), pyTuple([...args]));
  });
}

/** `bytearray()`, `bytearray(bytes)`; Python 2 writes `bytearray(text, 'latin-1')`. */
function bytearray(args: readonly PyValue[]): PyValue | undefined {
  const [data, encoding] = args;
  if (args.length === 0) return pyByteArray(new Uint8Array(0));
  if (args.length === 1 && isKind(data, 'bytes')) return pyByteArray(data.data);
  const text = args.length === 2 && typeof data === 'string' && encoding === 'latin-1' ? encodeLatin1(data) : undefined;
  return text && pyByteArray(text);
}

function complex([re, im, ...more]: readonly PyValue[]): PyValue | undefined {
  return typeof re === 'number' && typeof im === 'number' && more.length === 0 ? pyComplex(re, im) : undefined;
}

/** `type(None)`, `type(...)`, `type(NotImplemented)`: classes without a name to import. */
function typeOf(args: readonly PyValue[], run: Run): PyGlobal | undefined {
  if (args.length !== 1) return undefined;
  const [value] = args;
  if (value === null) return run.named('builtins', 'NoneType');
  if (!isKind(value, 'constant')) return undefined;
  return run.named('builtins', value.name === 'Ellipsis' ? 'ellipsis' : 'NotImplementedType');
}

/** `getattr(Outer, 'Inner')` is how protocols 0 to 3 write a nested class, and a class's method. */
function nested([of, name, ...more]: readonly PyValue[], run: Run): PyValue | undefined {
  if (!isKind(of, 'global') || typeof name !== 'string' || name === '' || more.length > 0) return undefined;
  return run.named(of.module, `${of.name}.${name}`);
}

/** `_codecs.encode(text, 'latin1')` is how protocols 0 to 2 write bytes. */
function encode([text, encoding, ...more]: readonly PyValue[]): PyValue | undefined {
  if (encoding !== 'latin1' || more.length > 0) return undefined;
  if (isKind(text, 'bytes') && unreadOf(text.data)?.text) {
    return pyBytes(decodeUnread(text.data, undefined, (stored) => narrow(latin1OfUtf8(stored, 0, stored.length))));
  }
  return typeof text === 'string' ? pyBytes(narrow(encodeLatin1(text))) : undefined;
}

function narrow(data: Uint8Array | undefined): Uint8Array {
  if (!data) throw new Refusal('TYPE', 'bytes are written as text with characters above U+00FF');
  return data;
}

function reconstructor([cls, base, state, ...more]: readonly PyValue[]): PyValue | undefined {
  if (cls === undefined || base === undefined || state === undefined || more.length > 0) return undefined;
  return pyObject('reconstructor', cls, pyTuple([base, state]));
}

function newobj([cls, ...args]: readonly PyValue[]): PyValue | undefined {
  return cls === undefined ? undefined : pyObject('newobj', cls, pyTuple(args));
}

function newobjEx([cls, args, kwargs, ...more]: readonly PyValue[]): PyValue | undefined {
  if (cls === undefined || !isKind(args, 'tuple') || !isKind(kwargs, 'dict') || more.length > 0) return undefined;
  return { ...pyObject('newobj_ex', cls, args), kwargs };
}
