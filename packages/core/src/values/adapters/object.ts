/** Instances of classes that nobody here knows: what the stream alone determines, and the inert record for the rest. */

import type { PyEffect, PyObject, PyValue } from '../../contract/value.js';
import { dictEntries, dictGet } from '../../model/dict.js';
import { isKind } from '../../model/make.js';
import { definitionOf, globalName } from '../../model/object.js';
import type { JsonObject } from '../json.js';
import { jsonFloat } from '../python/numbers.js';
import { bytesRepr, hexOf } from '../python/text.js';
import {
  call,
  type Converting,
  keyword,
  type Made,
  madeBy,
  type Part,
  type Shown,
  shortName,
  type Tagging,
} from './adapter.js';

/** An instance whose content the stream determines, as long as its class has no `__setstate__` of its own. */
export interface Instance {
  readonly class: string;
  /** `__dict__`; undefined where the stream says that there is none. */
  readonly attributes?: ReadonlyMap<string, PyValue>;
  readonly slots?: ReadonlyMap<string, PyValue>;
  /** What it holds as an instance of a builtin type. */
  readonly base?: { readonly type: BaseType; readonly value: PyValue };
  /** Items appended to an instance made without arguments: a subclass of list. */
  readonly list?: readonly PyValue[];
  /** Entries set on one: a subclass of dict. */
  readonly entries?: readonly PyValue[];
}

type BaseType = 'int' | 'float' | 'str' | 'bytes' | 'tuple' | 'list' | 'dict';

const BASE_KINDS: Readonly<Record<BaseType, (value: PyValue) => boolean>> = {
  int: (value) => typeof value === 'bigint',
  float: (value) => typeof value === 'number',
  str: (value) => typeof value === 'string',
  bytes: (value) => isKind(value, 'bytes'),
  tuple: (value) => isKind(value, 'tuple'),
  list: (value) => isKind(value, 'list'),
  dict: (value) => isKind(value, 'dict'),
};

/**
 * Reads a record as an instance: made by `cls.__new__(cls)` without arguments, or by `copyreg._reconstructor`, and given a dict
 * of attributes, a pair (attributes, slots), or nothing.
 *
 * @returns undefined for what only running Python would tell: calls, arguments, other states
 */
export function instanceOf(object: PyObject): Instance | undefined {
  const made = madeBy(object);
  if (!made || made.how === 'call' || made.kwargs || object.setter !== undefined || object.effects) return undefined;
  if (object.state !== undefined && definesMethod(object.func, '__setstate__')) return undefined;
  const base = baseOf(made);
  if (base === null) return undefined;
  const states = statesOf(object);
  if (!states) return undefined;
  if (object.items && object.entries) return undefined;
  const { attributes, slots } = states;
  // Of a tuple with nothing set the commonest subclass by far is the namedtuple, which has no __dict__.
  const bare = object.state === undefined && base?.type === 'tuple';
  return {
    class: made.name,
    ...(base ? { base } : {}),
    ...(object.items ? { list: object.items } : {}),
    ...(object.entries ? { entries: object.entries } : {}),
    ...(attributes && !bare ? { attributes } : {}),
    ...(slots ? { slots } : {}),
  };
}

/** Whether a class that the file brings, or one of its bases that it brings too, has a method of its own. */
function definesMethod(cls: PyValue, name: string): boolean {
  const waiting = [cls];
  const seen = new Set<PyValue>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const definition = isKind(next, 'object') && !seen.has(next) ? definitionOf(next) : undefined;
    seen.add(next);
    if (definition?.kind !== 'class') continue;
    if (definition.members && dictGet(definition.members, name) !== undefined) return true;
    waiting.push(...definition.bases);
  }
  return false;
}

/** The builtin base with its value; undefined for a plain object, null when it cannot be told. */
function baseOf(made: Made): Instance['base'] | null {
  if (made.how === 'new') return made.args.length === 0 ? undefined : null;
  const [type, value] = made.args;
  const name = globalName(type);
  if (name === 'builtins.object' && value === null) return undefined;
  const base = name?.replace('builtins.', '') as BaseType;
  return name?.startsWith('builtins.') && Object.hasOwn(BASE_KINDS, base) && BASE_KINDS[base](value!)
    ? { type: base, value: value! }
    : null;
}

interface States {
  attributes?: Map<string, PyValue>;
  slots?: Map<string, PyValue>;
}

function statesOf(object: PyObject): States | undefined {
  const result: States = {};
  const states = object.state === undefined ? [] : [object.state, ...(object.laterStates ?? [])];
  if (states.length === 0) return { attributes: new Map() };
  for (const state of states) {
    if (isKind(state, 'tuple')) {
      // (attributes or None, slots): pickle itself writes a pair only where there are slots.
      const [attributes, slots, ...more] = state.items;
      if (more.length > 0 || slots == null || !merge(result, 'slots', slots)) return undefined;
      if (!merge(result, 'attributes', attributes!)) return undefined;
    } else if (!merge(result, 'attributes', state)) {
      return undefined;
    }
  }
  if (!result.attributes && !result.slots) result.attributes = new Map();
  return result;
}

/** @returns false for what is no dict of names (None is an empty one) */
function merge(states: States, part: keyof States, state: PyValue): boolean {
  if (state === null) return true;
  if (!isKind(state, 'dict')) return false;
  const into = (states[part] ??= new Map());
  for (const [key, value] of dictEntries(state)) {
    // A Python 2 stream read as bytes has attributes named by bytes; slots cannot be.
    const name = isKind(key, 'bytes') && part === 'attributes' ? bytesRepr(key.data) : key;
    if (typeof name !== 'string') return false;
    into.set(name, value);
  }
  return true;
}

/** Tagged JSON of any object without an adapter. */
export function inertJson(object: PyObject, out: Tagging): JsonObject {
  const instance = instanceOf(object);
  if (!instance) return makerJson(object, out);
  const json: JsonObject = { $: 'object', class: instance.class };
  const { base, list, entries } = instance;
  if (base) writeBase(json, base, out);
  if (list) json['list'] = out.list(list);
  if (entries) json['dict_items'] = out.pairs(entries);
  if (instance.attributes) json['attrs'] = out.named(instance.attributes);
  if (instance.slots) json['slots'] = out.named(instance.slots);
  return json;
}

function writeBase(json: JsonObject, { type, value }: NonNullable<Instance['base']>, out: Tagging): void {
  if (typeof value === 'bigint') json[type] = String(value);
  else if (typeof value === 'number') json[type] = jsonFloat(value);
  else if (typeof value === 'string') json[type] = value;
  else if (isKind(value, 'bytes')) json[type] = hexOf(value.data);
  else if (isKind(value, 'dict')) json['dict_items'] = out.pairs(value.entries);
  else if (isKind(value, 'tuple') || isKind(value, 'list')) json[type] = out.list(value.items);
}

/** The record as the stream has it: what is called, with what, and what is done to the result. */
export function makerJson(object: PyObject, out: Tagging): JsonObject {
  const json: JsonObject = { $: 'reduce' };
  if (object.via !== 'reduce') json['via'] = object.via;
  out.put(json, 'func', object.func);
  out.put(json, 'args', object.args);
  if (object.kwargs) out.put(json, 'kwargs', object.kwargs);
  if (object.setter !== undefined) out.put(json, 'setter', object.setter);
  if (object.state !== undefined) out.put(json, 'state', object.state);
  if (object.laterStates) json['laterStates'] = out.list(object.laterStates);
  if (object.items) json['items'] = out.list(object.items);
  if (object.entries) json['dictItems'] = out.pairs(object.entries);
  if (object.effects) json['effects'] = object.effects.map((effect) => effectJson(effect, out));
  return json;
}

function effectJson(effect: PyEffect, out: Tagging): JsonObject {
  const json: JsonObject = {};
  if (effect.kind === 'object') {
    out.put(json, 'call', effect);
  } else {
    out.put(json, 'dict', effect.dict);
    json['from'] = effect.from;
  }
  return json;
}

/**
 * Plain JavaScript of any object without an adapter: see the table of `toJs`.
 */
export function inertJs(object: PyObject, out: Converting): Record<string, unknown> {
  const instance = instanceOf(object);
  const contents = {
    ...(object.items ? { items: out.list(object.items) } : {}),
    ...(object.entries ? { entries: out.dict(object.entries) } : {}),
  };
  if (instance) {
    const { class: name, base, attributes, slots } = instance;
    const all = [...(attributes ?? []), ...(slots ?? [])].filter(([key]) => key !== 'class');
    return out.named(base ? [['value', base.value], ...all] : all, { class: name, ...contents });
  }
  const later = object.laterStates && { laterStates: out.list(object.laterStates) };
  const kwargs = object.kwargs && { kwargs: out.dict(object.kwargs.entries) };
  const name = globalName(object.func);
  const js = out.named(name === undefined ? [['class', object.func]] : [], {
    ...(name === undefined ? {} : { class: name }),
    args: out.list(object.args.items),
    ...kwargs,
    ...contents,
    ...later,
  });
  if (object.setter !== undefined) out.put(js, 'setter', object.setter);
  if (object.state !== undefined) out.put(js, 'state', object.state);
  return js;
}

/** `Class(attribute=value, ...)` of an instance, `func(args)` with `state=` of one that only Python could make. */
export function inertText(object: PyObject): Shown {
  const instance = instanceOf(object);
  const items: Part[] = [];
  if (object.items) for (const item of object.items) items.push({ value: item });
  for (let i = 0; object.entries && i < object.entries.length; i += 2) {
    items.push({ label: { value: object.entries[i]! }, value: object.entries[i + 1]! });
  }
  if (instance) {
    const attributes = [...(instance.attributes ?? []), ...(instance.slots ?? [])];
    const base: Part[] = instance.base ? [{ value: instance.base.value }] : [];
    return call(shortName(instance.class), [
      ...base,
      ...items,
      ...attributes.map(([name, value]) => keyword(name, value)),
    ]);
  }
  const args: Part[] = object.args.items.map((value) => ({ value }));
  for (let i = 0; object.kwargs && i < object.kwargs.entries.length; i += 2) {
    const name = object.kwargs.entries[i];
    args.push({
      label: typeof name === 'string' ? `${name}=` : { value: name! },
      value: object.kwargs.entries[i + 1]!,
    });
  }
  const states = object.state === undefined ? [] : [object.state, ...(object.laterStates ?? [])];
  if (object.setter !== undefined) args.push(keyword('setter', object.setter));
  const parts = [...args, ...items, ...states.map((state) => keyword('state', state))];
  const name = globalName(object.func);
  return name === undefined ? call('call', [{ value: object.func }, ...parts]) : call(name, parts);
}
