/** Compares the tagged JSON of a sidecar with ours. */

import { canonical } from './canonical.js';

export type Tagged = Readonly<Record<string, unknown>>;

/** Why an expected node may be answered by an inert record. */
export interface Inert {
  /** The `class` of the expected node, or its `$` when it has none. */
  readonly name: string;
  /** `content` (the default): all that the expected node holds must be in the inert record. `name`: it is only named in the stream. */
  readonly shows?: 'content' | 'name';
}

export type InertOf = (expected: Tagged) => Inert | undefined;

export interface Difference {
  readonly at: string;
  readonly expected: string;
  readonly actual: string;
}

/** What Python itself may share or not: it has one `()`, one UTC, one of each enum member and plain dtype. */
const SHARED_AT_WILL = new Set(['tuple', 'timezone', 'enum', 'dtype']);

/** Nodes whose arrays of objects the sidecars number anew. */
const OWN_IDS = new Set(['masked_array', 'sparse']);

/**
 * Compares two trees: numbers exactly, ids up to renaming, sets in any order.
 *
 * @param inertOf - which expected nodes only Python's code could compute
 * @returns the first difference, and the names of the listed values that our inert records stand for
 */
export function compareTagged(
  expected: unknown,
  actual: unknown,
  inertOf: InertOf = () => undefined,
): { difference?: Difference; inert: readonly string[] } {
  const comparison = new Comparison(expected, actual, inertOf);
  const difference = comparison.compare(expected, actual, '');
  return { ...(difference ? { difference } : {}), inert: [...comparison.inert] };
}

class Comparison {
  readonly #expectedNodes = new Map<unknown, Tagged>();
  readonly #actualNodes = new Map<unknown, Tagged>();
  /** Which of our ids stands for an expected one; an attempt that failed is undone. */
  #pairs = new Map<unknown, unknown>();
  #taken = new Map<unknown, unknown>();
  readonly inert: Set<string>;

  constructor(
    expected: unknown,
    actual: unknown,
    readonly inertOf: InertOf,
    inert = new Set<string>(),
  ) {
    this.inert = inert;
    collect(expected, this.#expectedNodes);
    collect(actual, this.#actualNodes);
  }

  compare(expected: unknown, actual: unknown, at: string): Difference | undefined {
    if (Array.isArray(expected)) return this.#array(expected, actual, at);
    if (isNode(expected)) return isNode(actual) ? this.#node(expected, actual, at) : difference(expected, actual, at);
    return Object.is(expected, actual) ? undefined : difference(expected, actual, at);
  }

  #array(expected: readonly unknown[], actual: unknown, at: string): Difference | undefined {
    if (!Array.isArray(actual) || actual.length !== expected.length) return difference(expected, actual, at);
    for (let i = 0; i < expected.length; i++) {
      const found = this.compare(expected[i], actual[i], `${at}[${i}]`);
      if (found) return found;
    }
    return undefined;
  }

  #node(expectedNode: Tagged, actualNode: Tagged, at: string): Difference | undefined {
    const expected = resolve(expectedNode, this.#expectedNodes);
    const actual = resolve(actualNode, this.#actualNodes);
    if (expected['$'] === undefined) return this.#fields(expected, actual, at);
    const paired = this.#pair(expected, actual);
    if (paired === 'same') return undefined;
    const before = [new Map(this.#pairs), new Map(this.#taken)] as const;
    const found =
      paired === 'crossed'
        ? difference('another object', 'an object that is already another', at)
        : this.#content(expected, actual, at);
    if (!found) return undefined;
    [this.#pairs, this.#taken] = [new Map(before[0]), new Map(before[1])];
    const entry = this.inertOf(expected);
    if (!entry) return found;
    return this.#inertNode(entry, expected, actual, at);
  }

  #pair(expected: Tagged, actual: Tagged): 'new' | 'same' | 'crossed' {
    const [expectedId, actualId] = [expected['id'], actual['id']];
    if (expectedId === undefined || actualId === undefined) return 'new';
    if (this.#pairs.get(expectedId) === actualId && this.#taken.get(actualId) === expectedId) return 'same';
    const crossed = this.#pairs.has(expectedId) || this.#taken.has(actualId);
    if (crossed && !SHARED_AT_WILL.has(expected['$'] as string)) return 'crossed';
    this.#pairs.set(expectedId, actualId);
    this.#taken.set(actualId, expectedId);
    return 'new';
  }

  #content(expected: Tagged, actual: Tagged, at: string): Difference | undefined {
    if (expected['$'] !== actual['$']) return difference(expected, actual, at);
    if (OWN_IDS.has(expected['$'] as string)) {
      return new Comparison(Object.values(expected), Object.values(actual), this.inertOf, this.inert).#fields(
        expected,
        actual,
        at,
      );
    }
    if (expected['$'] === 'set' || expected['$'] === 'frozenset') return this.#set(expected, actual, at);
    return this.#fields(expected, actual, at);
  }

  #fields(expected: Tagged, actual: Tagged, at: string): Difference | undefined {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      if (key === 'id' || key === '$') continue;
      // Whether an instance without attributes has a __dict__ at all is not in the stream.
      if (key === 'attrs' && isEmpty(expected[key]) && isEmpty(actual[key])) continue;
      const found = this.compare(expected[key], actual[key], `${at}.${key}`);
      if (found) return found;
    }
    return undefined;
  }

  #set(expected: Tagged, actual: Tagged, at: string): Difference | undefined {
    const [left, right] = [expected['v'] ?? expected['ints'], actual['v'] ?? actual['ints']];
    if (!Array.isArray(left) || !Array.isArray(right)) return difference(expected, actual, at);
    const sorted = (items: readonly unknown[], nodes: Map<unknown, Tagged>) =>
      items
        .map((item) => [canonical(item, (node) => resolve(node, nodes)), item] as const)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([, item]) => item);
    return this.#array(sorted(left, this.#expectedNodes), sorted(right, this.#actualNodes), `${at}.v`);
  }

  /** An inert record in the place of what Python made: everything in the latter that is no name must be somewhere in the former. */
  #inertNode(entry: Inert, expected: Tagged, actual: Tagged, at: string): Difference | undefined {
    const within = new Set<string>();
    const add = (value: unknown): void => {
      if (Array.isArray(value)) {
        for (const item of value) add(item);
      } else {
        within.add(canonical(value, (node) => resolve(node, this.#actualNodes)));
        // The names of attributes are keys of a dict in the stream.
        if (isNode(value))
          for (const key of Object.keys(value)) add(value['$'] === undefined ? [key, value[key]] : value[key]);
      }
    };
    add(actual);
    // A class is in the name of what is looked up in it.
    const name = actual['$'] === 'global' ? String(actual['v']) : '';
    for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1))
      add({ $: 'global', v: name.slice(0, dot) });
    const missing = (value: unknown): unknown => {
      if (Array.isArray(value)) return first(value, missing);
      if (value === undefined || within.has(canonical(value, (node) => resolve(node, this.#expectedNodes))))
        return undefined;
      if (!isNode(value) || value['$'] === 'ref') return isNode(value) ? undefined : value;
      if (Array.isArray(value['ints']))
        return first(
          value['ints'].map((v) => ({ $: 'int', v: String(v) })),
          missing,
        );
      return first(contentsOf(value), missing);
    };
    const lost = entry.shows === 'name' ? undefined : first(contentsOf(expected), missing);
    if (lost !== undefined) return difference(lost, 'nowhere in the inert record', at);
    this.inert.add(entry.name);
    return undefined;
  }
}

function first(values: readonly unknown[], test: (value: unknown) => unknown): unknown {
  for (const value of values) {
    const result = test(value);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** Values in a node that a file can hold: all but names, which only Python's classes have. */
function contentsOf(node: Tagged): unknown[] {
  const { attrs, slots, tuple, list, dict_items: items, set, value, v, remaining, self } = node;
  const text = ['int', 'float', 'str', 'bytes'].filter((key) => key in node).map((key) => node[key]);
  return [attrs, slots]
    .flatMap((map) => Object.values((map as Tagged | undefined) ?? {}))
    .concat([tuple, list, items, set, value, v, remaining, self], text);
}

function collect(value: unknown, nodes: Map<unknown, Tagged>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, nodes);
  } else if (isNode(value)) {
    if (value['id'] !== undefined && value['$'] !== 'ref') nodes.set(value['id'], value);
    if (OWN_IDS.has(value['$'] as string)) return;
    for (const key of Object.keys(value)) collect(value[key], nodes);
  }
}

function resolve(node: Tagged, nodes: Map<unknown, Tagged>): Tagged {
  return node['$'] === 'ref' ? (nodes.get(node['id']) ?? node) : node;
}

function isNode(value: unknown): value is Tagged {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isNode(value) && Object.keys(value).length === 0);
}

function difference(expected: unknown, actual: unknown, at: string): Difference {
  return { at: at || '(root)', expected: short(expected), actual: short(actual) };
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
