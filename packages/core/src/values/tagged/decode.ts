/** Tagged JSON to Python values. */

import type { PyDict, PyFrozenSet, PySet, PyValue } from '../../contract/value.js';
import { dictSet, setAdd } from '../../model/dict.js';
import { isKind } from '../../model/make.js';
import { notTagged } from '../errors.js';
import { MAKERS } from './makers.js';
import type { Maker, Making, Node } from './making.js';

/**
 * The value of tagged JSON, as `toTagged` writes it or as people do: the inert record of `exact`, the views that lose nothing
 * (`datetime`, `Decimal`, `OrderedDict`, `ndarray` with all its data, ...), ids and references with sharing and cycles.
 *
 * Depth costs no stack.
 *
 * @param json - what `JSON.parse` gives
 * @throws CodecError `malformed` (`BRINE-CORE-TAGGED`, with the path in the JSON) for what is no tagged JSON, for data that was collapsed
 * to a hash, and for views that say less than the value (`DataFrame`)
 */
export function fromTagged(json: unknown): PyValue {
  return new Decoder().decode(json);
}

/** Where in the JSON something is: a chain, so that a path is only put together for an error. */
interface Place {
  readonly parent?: Place;
  readonly key: string | number;
}

interface Task {
  readonly target: Record<string | number, unknown>;
  readonly key: string | number;
  readonly json: unknown;
  readonly place: Place;
}

class Decoder implements Making {
  readonly #stack: Task[] = [];
  readonly #asked: Task[] = [];
  readonly #ids = new Map<unknown, PyValue>();
  /** References to what comes later. */
  readonly #open: (Task & { readonly id: unknown })[] = [];
  readonly #checks: { readonly check: () => void; readonly place: Place }[] = [];
  #place: Place = { key: '' };

  decode(json: unknown): PyValue {
    const root: Record<string, unknown> = {};
    this.#asked.push({ target: root, key: 'value', json, place: this.#place });
    for (this.#schedule(); this.#stack.length > 0; this.#schedule()) {
      const task = this.#stack.pop()!;
      this.#place = task.place;
      const value = this.#value(task);
      if (value !== undefined) task.target[task.key] = value;
    }
    for (const { target, key, id, place } of this.#open) {
      this.#place = place;
      if (!this.#ids.has(id)) this.fail(`there is no value with the id ${String(id)}`);
      target[key] = this.#ids.get(id);
    }
    for (const { check, place } of this.#checks) {
      this.#place = place;
      check();
    }
    return root['value'] as PyValue;
  }

  #schedule(): void {
    while (this.#asked.length > 0) this.#stack.push(this.#asked.pop()!);
  }

  /** @returns undefined for a reference to what comes later */
  #value(task: Task): PyValue | undefined {
    const { json } = task;
    if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
    if (typeof json === 'number') {
      return this.fail(
        'a number is not told to be an int or a float',
        'Write {"$": "int", "v": "1"} or {"$": "float", "v": 1}.',
      );
    }
    if (typeof json !== 'object' || Array.isArray(json))
      return this.fail('a list is no value', 'Write {"$": "list", "v": [...]}.');
    const node = json as Node;
    const kind = node['$'];
    if (kind === 'ref') {
      const id = node['id'];
      if (this.#ids.has(id)) return this.#ids.get(id)!;
      this.#open.push({ ...task, id });
      return undefined;
    }
    if (typeof kind !== 'string' || !Object.hasOwn(MAKERS, kind)) {
      return kind === undefined
        ? this.fail('an object has no "$" that tells its kind')
        : this.fail(
            `${JSON.stringify(kind)} is no kind of value that can be made`,
            'If it is a view of a value, write the value with `exact`.',
          );
    }
    const value = (MAKERS[kind] as Maker)(node, this);
    const id = node['id'];
    if (id !== undefined) this.#ids.set(id, value);
    return value;
  }

  put(target: object, key: string | number, json: unknown): void {
    const slots = target as Record<string | number, unknown>;
    slots[key] = null;
    this.#asked.push({ target: slots, key, json, place: { parent: this.#place, key } });
  }

  list(json: unknown): PyValue[] {
    if (!Array.isArray(json)) return this.fail('a list of values is missing');
    const values = new Array<PyValue>(json.length).fill(null);
    json.forEach((item, i) => this.put(values, i, item));
    return values;
  }

  pairs(json: unknown): PyValue[] {
    if (!Array.isArray(json)) return this.fail('a list of pairs is missing');
    const values = new Array<PyValue>(2 * json.length).fill(null);
    json.forEach((pair: unknown, i) => {
      if (!Array.isArray(pair) || pair.length !== 2) this.fail(`entry ${i} is no pair of key and value`);
      else pair.forEach((item, j) => this.put(values, 2 * i + j, item));
    });
    return values;
  }

  unique(container: PyDict | PySet | PyFrozenSet): void {
    this.after(() => {
      const isDict = isKind(container, 'dict');
      const given = isDict ? container.entries : container.items;
      const fresh = isDict ? { ...container, entries: [] } : { ...container, items: [] };
      for (let i = 0; i < given.length; i += isDict ? 2 : 1) {
        const done = isKind(fresh, 'dict') ? dictSet(fresh, given[i]!, given[i + 1]!) : setAdd(fresh, given[i]!);
        if (!done) this.fail(isDict ? 'a key cannot be hashed' : 'an item of a set cannot be hashed');
      }
      // The lists themselves stay where all keys are different.
      if (isKind(fresh, 'dict')) replace(given, fresh.entries);
      else replace(given, fresh.items);
    });
  }

  after(check: () => void): void {
    this.#checks.push({ check, place: this.#place });
  }

  fail(message: string, hint?: string): never {
    const keys: string[] = [];
    for (let place: Place | undefined = this.#place; place?.parent; place = place.parent) {
      keys.push(typeof place.key === 'number' ? `[${place.key}]` : `.${place.key}`);
    }
    throw notTagged(message, keys.reverse().join(''), hint);
  }
}

function replace(list: PyValue[], values: readonly PyValue[]): void {
  if (list.length !== values.length) {
    list.length = 0;
    for (const value of values) list.push(value);
  }
}
