/** What `toJs` gives, as JSON. */

import type { PyValue } from '../../contract/value.js';
import { CodecError } from '../../errors.js';
import type { Limits } from '../../contract/limits.js';
import { DEFAULT_LIMITS, limitError } from '../../limits.js';
import { bareObject, type Json, type JsonObject } from '../json.js';
import { jsonFloat, jsonInt } from '../python/numbers.js';
import { hexOf } from '../python/text.js';
import type { JsArray } from './elements.js';
import { Converter } from './to-js.js';

/** A container that is being written. */
interface Open {
  readonly json: Json;
  /** Values in it so far, those of the containers within counted as often as they are used. */
  size: number;
  /** What is within, each with where its JSON goes. */
  readonly parts: Iterator<readonly [target: JsonObject, key: string, value: unknown]>;
}

/**
 * A value as plain JSON: as `toJs` has it, with NaN and the infinities and ints above 2^53 as text, bytes as hex text, dates as ISO 8601
 * text, a Set as a list, a Map as a list of pairs, arrays as nested lists (a complex number as `[re, im]`). A shared container is the same
 * object wherever it is used, so that it is written there each time.
 *
 * @param limits - `items` bounds the values that writing it would write: with sharing they can be far more than the value has
 * @throws CodecError `encode` for a value that holds itself, `limit` for more than `items` values
 */
export function plainJson(value: PyValue, limits: Limits = DEFAULT_LIMITS): Json {
  const converter = new Converter();
  const root: JsonObject = {};
  const stack: Open[] = [{ json: root, size: 0, parts: objectParts(root, { value: converter.run(value) }) }];
  /** Containers that are begun (no size yet) or done. */
  const known = new Map<object, { readonly json: Json; size?: number }>();
  const sources: object[] = [];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const next = top.parts.next();
    if (next.done === true) {
      stack.pop();
      const source = sources.pop();
      if (source) known.get(source)!.size = top.size;
      if (stack.length > 0) stack[stack.length - 1]!.size += top.size;
      continue;
    }
    const [target, key, js] = next.value;
    if (++top.size > limits.items)
      throw limitError('core', 'items', limits, 'The plain JSON of the value has too many values');
    const plain = converter.columns.has(js as object) ? undefined : scalarJson(js);
    const container = plain === undefined ? (js as object) : undefined;
    const before = container && known.get(container);
    if (plain !== undefined) {
      target[key] = plain;
    } else if (before) {
      if (before.size === undefined) throw holdsItself();
      top.size += before.size;
      target[key] = before.json;
    } else {
      const array = converter.arrays.has(container!) ? nested(container as JsArray) : container!;
      const [json, parts] =
        typeof array === 'object' && array !== null ? containerJson(array) : [scalarJson(array)!, NOTHING];
      target[key] = json;
      known.set(container!, { json });
      sources.push(container!);
      stack.push({ json, size: 0, parts });
    }
  }
  return root['value']!;
}

const NOTHING: Iterator<never> = [][Symbol.iterator]();

/** @returns undefined for a container */
function scalarJson(js: unknown): Json | undefined {
  switch (typeof js) {
    case 'number':
      return jsonFloat(js);
    case 'bigint':
      return jsonInt(js);
    case 'boolean':
    case 'string':
      return js;
    case 'undefined':
      return null;
  }
  if (js === null) return null;
  if (isTag(js, 'Date')) return (js as Date).toISOString();
  return isTag(js, 'Uint8Array') ? hexOf(js as Uint8Array) : undefined;
}

/** Lists of lists, or the element itself of an array without axes. */
function nested({ dtype, shape, data }: JsArray): unknown {
  let level: unknown[] = Array.from(data as ArrayLike<unknown>);
  if (dtype.startsWith('complex') && ArrayBuffer.isView(data)) level = pairs(level);
  if (dtype === 'bool') level = level.map((byte) => byte !== 0);
  if (shape.length === 0) return level[0];
  for (let axis = shape.length - 1; axis > 0 && level.length > 0; axis--) {
    const width = shape[axis]!;
    level = Array.from({ length: level.length / width }, (_, i) => level.slice(i * width, (i + 1) * width));
  }
  return level;
}

function pairs(numbers: readonly unknown[]): unknown[] {
  return Array.from({ length: numbers.length / 2 }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
}

type Parts = Generator<readonly [JsonObject, string, unknown]>;

function containerJson(source: object): [Json, Parts] {
  if (isTag(source, 'Map')) {
    const list: Json[] = [];
    return [list, pairParts(list, source as Map<unknown, unknown>)];
  }
  if (isTag(source, 'Set') || Array.isArray(source) || ArrayBuffer.isView(source)) {
    const list: Json[] = [];
    return [list, listParts(list, source as Iterable<unknown>)];
  }
  const object = bareObject();
  return [object, objectParts(object, source as Record<string, unknown>)];
}

function* listParts(list: Json[], items: Iterable<unknown>): Parts {
  let i = 0;
  for (const item of items) yield [list as unknown as JsonObject, String(i++), item];
}

function* pairParts(list: Json[], map: Map<unknown, unknown>): Parts {
  let i = 0;
  for (const pair of map) yield [list as unknown as JsonObject, String(i++), pair];
}

function* objectParts(object: JsonObject, source: Record<string, unknown>): Parts {
  for (const key of Object.keys(source)) yield [object, key, source[key]];
}

function isTag(value: unknown, tag: string): boolean {
  return Object.prototype.toString.call(value) === `[object ${tag}]`;
}

function holdsItself(): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-CYCLE',
    fault: 'encode',
    message: 'the value holds itself, which plain JSON cannot',
    hint: 'Tagged JSON can: it writes a reference.',
  });
}
