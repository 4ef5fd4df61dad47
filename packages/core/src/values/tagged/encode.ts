/** Python values to tagged JSON. */

import type { PyNdArray, PyRecord, PyValue } from '../../contract/value.js';
import { dictEntries } from '../../model/dict.js';
import type { Tagging } from '../adapters/adapter.js';
import { bareObject, type Json, type JsonObject } from '../json.js';
import { arrayJson } from './arrays.js';
import { EXACT_KINDS, EXACT_WITHOUT_ID } from './exact.js';
import { floatJson, intJson, KINDS, type KindTable, stringJson, WITHOUT_ID } from './kinds.js';
import type { TaggedOptions } from './options.js';

/**
 * The tagged JSON of a value: types kept, containers with an `id`, a second visit a `{"$": "ref"}`.
 *
 * Depth costs no stack. The result holds no file-controlled key on an object with a prototype; write it with `stringify` or
 * `jsonChunks`, which go as deep.
 *
 * @throws CodecError `limit` for a dtype nested deeper than 64, or one with more than 100,000 fields
 */
export function toTagged(value: PyValue, options: TaggedOptions = {}): Json {
  return new Encoder(options).encode(value);
}

interface Task {
  readonly target: JsonObject;
  readonly key: string;
  readonly value: PyRecord;
}

class Encoder implements Tagging {
  readonly full: boolean;
  readonly #kinds: KindTable;
  readonly #withoutId: ReadonlySet<string>;
  readonly #ids = new Map<PyRecord, number>();
  /** Work to do, next one last. */
  readonly #stack: Task[] = [];
  /** Work that the record at hand asked for, in its order. */
  #asked: Task[] = [];

  constructor({ full, exact }: TaggedOptions) {
    this.full = full === true || exact === true;
    this.#kinds = exact ? EXACT_KINDS : KINDS;
    this.#withoutId = exact ? EXACT_WITHOUT_ID : WITHOUT_ID;
  }

  encode(value: PyValue): Json {
    const root: JsonObject = {};
    this.put(root, 'value', value);
    for (this.#schedule(); this.#stack.length > 0; this.#schedule()) {
      const { target, key, value: record } = this.#stack.pop()!;
      target[key] = this.#record(record);
    }
    return root['value']!;
  }

  /** First asked for is first done, so that ids are given in the order in which Python visits. */
  #schedule(): void {
    while (this.#asked.length > 0) this.#stack.push(this.#asked.pop()!);
  }

  #record(record: PyRecord): Json {
    const seen = this.#ids.get(record);
    if (seen !== undefined) return { $: 'ref', id: seen };
    const json = (this.#kinds[record.kind] as (value: PyRecord, out: Tagging) => JsonObject)(record, this);
    if (!this.#withoutId.has(json['$'] as string)) {
      const id = this.#ids.size;
      this.#ids.set(record, id);
      json['id'] = id;
    }
    return json;
  }

  put(target: Json[] | JsonObject, key: number | string, value: PyValue): void {
    const json = this.#scalar(value);
    const slot = target as JsonObject;
    if (json === undefined) {
      slot[key] = null;
      this.#asked.push({ target: slot, key: key as string, value: value as PyRecord });
    } else {
      slot[key] = json;
    }
  }

  /** What has no id is written at once. */
  #scalar(value: PyValue): Json | undefined {
    switch (typeof value) {
      case 'boolean':
        return value;
      case 'string':
        return stringJson(value, this.full);
      case 'bigint':
        return intJson(value, this.full);
      case 'number':
        return floatJson(value);
    }
    return value === null ? null : undefined;
  }

  list(values: ArrayLike<PyValue>): Json[] {
    const json = new Array<Json>(values.length);
    for (let i = 0; i < values.length; i++) this.put(json, i, values[i]!);
    return json;
  }

  pairs(entries: readonly PyValue[]): Json[] {
    const json: Json[] = [];
    for (const entry of dictEntries({ kind: 'dict', entries: entries as PyValue[] })) json.push(this.list(entry));
    return json;
  }

  named(attributes: Iterable<readonly [name: string, value: PyValue]>): JsonObject {
    const json = bareObject();
    for (const [name, value] of attributes) this.put(json, name, value);
    return json;
  }

  array(array: PyNdArray): JsonObject {
    return arrayJson(array, this.full, (values) => this.list(values));
  }
}
