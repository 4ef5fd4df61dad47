/** What a value holds, with the labels that make up a path written as in Python: `steps[0][1].coef_`, `["a"]`. */

import {
  definitionOf,
  isKind,
  type PyDefinition,
  type PyDict,
  type PyEffect,
  type PyObject,
  type PyValue,
} from '@brine/core';

export interface Child {
  readonly label: string;
  readonly value: PyValue;
}

/**
 * Children of a value in the order of the stream. What Python's code would make of an object is not known, so what it was made
 * from is shown where Python has no syntax for it: `.args[0]`, `.state`, `.items[0]`, `.entries[1]`.
 *
 * @param records - only those that are records themselves, which spares the labels of long lists of plain values
 */
export function* childrenOf(value: PyValue, records = false): Generator<Child> {
  if (typeof value !== 'object' || value === null) return;
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      yield* indexed('', value.items, records);
      return;
    case 'dict':
      yield* keyed('', value.entries, records);
      return;
    case 'object':
      yield* parts(value, records);
      return;
    case 'ndarray':
      if (value.items) yield* indexed('', value.items, records);
      if (value.state !== undefined) yield { label: '.state', value: value.state };
      return;
    case 'npscalar':
      if (value.value !== undefined) yield { label: '.value', value: value.value };
      return;
    case 'persistent':
      yield { label: '.id', value: value.id };
  }
}

function* indexed(prefix: string, items: Iterable<PyValue>, records: boolean): Generator<Child> {
  // A typed array of numbers holds no record, and may be long.
  if (records && !Array.isArray(items)) return;
  let index = 0;
  for (const value of items) {
    if (!records || isRecord(value)) yield { label: `${prefix}[${index}]`, value };
    index++;
  }
}

function* keyed(prefix: string, entries: readonly PyValue[], records: boolean): Generator<Child> {
  for (let i = 0; i < entries.length; i += 2) {
    const value = entries[i + 1]!;
    if (!records || isRecord(value)) yield { label: `${prefix}[${keyText(entries[i]!)}]`, value };
  }
}

function* parts(object: PyObject, records: boolean): Generator<Child> {
  const definition = definitionOf(object);
  if (definition) {
    yield* definedParts(definition, records);
    return;
  }
  if (!isKind(object.func, 'global')) yield { label: '.func', value: object.func };
  // The base class and None of an object that has no base's value say nothing.
  if (object.via !== 'reconstructor' || object.args.items[1] !== null)
    yield* indexed('.args', object.args.items, records);
  if (object.kwargs) yield* keyed('.kwargs', object.kwargs.entries, records);
  for (const state of [object.state, ...(object.laterStates ?? [])]) {
    if (state !== undefined) yield* stateParts(state, records);
  }
  if (object.items) yield* indexed('', object.items, records);
  if (object.entries) yield* keyed('', object.entries, records);
  if (object.effects) yield* indexed('.effects', object.effects.filter(isCall), records);
}

/** What a function, class or the like holds, by the names that Python has for it. */
function* definedParts(definition: PyDefinition, records: boolean): Generator<Child> {
  switch (definition.kind) {
    case 'function': {
      const { defaults, kwdefaults, closure, globals, attributes, code } = definition;
      yield* indexed('.__defaults__', defaults, records);
      if (kwdefaults) yield* keyed('.__kwdefaults__', kwdefaults.entries, records);
      yield* indexed('.__closure__', closure, records);
      if (isKind(globals, 'dict')) yield* keyed('.__globals__', globals.entries, records);
      if (attributes) yield* attributesOf(attributes, records);
      yield* indexed('.__code__.co_consts', code.consts, records);
      return;
    }
    case 'class':
      yield* indexed('.__bases__', definition.bases, records);
      if (definition.members) yield* attributesOf(definition.members, records);
      return;
    case 'code':
      yield* indexed('.co_consts', definition.consts, records);
      return;
    case 'cell':
      if (definition.contents !== undefined) yield { label: '.cell_contents', value: definition.contents };
      return;
    case 'method':
      yield { label: '.__func__', value: definition.func };
      yield { label: '.__self__', value: definition.self };
  }
}

function isCall(effect: PyEffect): effect is PyObject {
  return effect.kind === 'object';
}

function* stateParts(state: PyValue, records: boolean): Generator<Child> {
  const dicts = isKind(state, 'tuple') && state.items.length === 2 ? state.items : [state];
  if (!dicts.every((part) => part === null || isKind(part, 'dict')) || !dicts.some((part) => part !== null)) {
    if (!records || isRecord(state)) yield { label: '.state', value: state };
    return;
  }
  for (const part of dicts) if (isKind(part, 'dict')) yield* attributesOf(part, records);
}

function* attributesOf({ entries }: PyDict, records: boolean): Generator<Child> {
  for (let i = 0; i < entries.length; i += 2) {
    const value = entries[i + 1]!;
    if (!records || isRecord(value)) yield { label: attributeLabel(entries[i]!), value };
  }
}

function attributeLabel(key: PyValue): string {
  return typeof key === 'string' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? `.${key}` : `.__dict__[${keyText(key)}]`;
}

function isRecord(value: PyValue): boolean {
  return typeof value === 'object' && value !== null;
}

/** A key as Python would write it, or its kind when it is more than a plain value. */
function keyText(key: PyValue): string {
  switch (typeof key) {
    case 'string':
      return JSON.stringify(key);
    case 'boolean':
      return key ? 'True' : 'False';
    case 'number':
      return Number.isInteger(key) ? key.toFixed(1) : String(key);
    case 'bigint':
      return String(key);
    default:
      return key === null ? 'None' : `<${key.kind}>`;
  }
}
