/** Tagged JSON of each kind of record, as the sidecars of the corpus have it. */

import type { PyRecord, PyValue } from '../../contract/value.js';
import { definitionOf } from '../../model/object.js';
import { scalarValue } from '../../model/scalar.js';
import { definitionJson } from '../adapters/definitions.js';
import { inertJson } from '../adapters/object.js';
import { methodDescriptor } from '../adapters/builtins.js';
import type { Tagging } from '../adapters/adapter.js';
import { viewOf } from '../adapters/index.js';
import type { Json, JsonObject } from '../json.js';
import { littleEndianBytes } from '../numpy/bytes.js';
import { dtypeDescr, dtypeRepr, dtypeString } from '../numpy/dtype-text.js';
import { timeText } from '../numpy/datetime64.js';
import { elementJson, ticksAt } from '../numpy/elements.js';
import { bitLength, floatHex, jsonFloat } from '../python/numbers.js';
import { codePoints, hexOf, utf8 } from '../python/text.js';
import { sha256Hex } from '../sha256.js';
import { dtypeJson, isFortran } from './arrays.js';
import { LONG, LONG_BITS, MANY_INTS } from './options.js';

export type KindTable = {
  readonly [K in PyRecord['kind']]: (value: Extract<PyRecord, { kind: K }>, out: Tagging) => JsonObject;
};

/** What has no id, by its `$`: values whose identity means nothing in Python. */
export const WITHOUT_ID: ReadonlySet<string> = new Set(['complex', 'bytes', 'const', 'global', 'module', 'range']);

export function stringJson(text: string, full: boolean): Json {
  if (full || text.length <= LONG) return text;
  const length = codePoints(text);
  if (length <= LONG) return text;
  const head = [...text.slice(0, 80)].slice(0, 40).join('');
  return { $: 'str', len: length, sha256utf8: sha256Hex(utf8(text)), head };
}

export function intJson(value: bigint, full: boolean): JsonObject {
  // A digit is more than three bits.
  if (!full && (value > SMALL || value < -SMALL)) {
    const bits = bitLength(value);
    if (bits > LONG_BITS) return { $: 'int', hexsha256: sha256Hex(utf8(value.toString(16))), bits };
  }
  return { $: 'int', v: String(value) };
}

const SMALL = 2n ** 64n;

export function floatJson(value: number): JsonObject {
  return { $: 'float', v: jsonFloat(value), hex: floatHex(value) };
}

function bytesJson(name: string, data: Uint8Array, full: boolean): JsonObject {
  return !full && data.length > LONG
    ? { $: name, len: data.length, sha256: sha256Hex(data) }
    : { $: name, hex: hexOf(data) };
}

/** The items as numbers when they are many and all plain ints. */
function plainInts(items: ArrayLike<PyValue>, full: boolean): number[] | undefined {
  if (full || items.length <= MANY_INTS) return undefined;
  const numbers = new Array<number>(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item !== 'bigint') return undefined;
    const number = Number(item);
    if (!Number.isSafeInteger(number)) return undefined;
    numbers[i] = number;
  }
  return numbers;
}

function sequence(name: string, items: ArrayLike<PyValue>, out: Tagging): JsonObject {
  const ints = plainInts(items, out.full);
  return ints ? { $: name, ints } : { $: name, v: out.list(items) };
}

export const KINDS: KindTable = {
  complex: ({ re, im }) => ({ $: 'complex', re: jsonFloat(re), im: jsonFloat(im) }),
  bytes: ({ data }, out) => bytesJson('bytes', data, out.full),
  bytearray: ({ data }, out) => bytesJson('bytearray', data, out.full),
  list: ({ items }, out) => sequence('list', items, out),
  tuple: ({ items }, out) => sequence('tuple', items, out),
  set: ({ items }, out) => sequence('set', items, out),
  frozenset: ({ items }, out) => sequence('frozenset', items, out),
  dict: ({ entries }, out) => ({ $: 'dict', v: out.pairs(entries) }),
  constant: ({ name }) => ({ $: 'const', v: name }),
  global: ({ module, name }) =>
    (module === 'builtins' ? methodDescriptor(name) : undefined) ?? { $: 'global', v: `${module}.${name}` },
  persistent: ({ id }, out) => {
    const json: JsonObject = { $: 'persid' };
    out.put(json, 'v', id);
    return json;
  },
  object(object, out) {
    const definition = definitionOf(object);
    if (definition) return definitionJson(definition, out);
    const known = viewOf(object);
    return known ? known.adapter.tag(known.view, out) : inertJson(object, out);
  },
  dtype: (dtype) => ({ $: 'dtype', str: dtypeString(dtype), descr: dtypeDescr(dtype), repr: dtypeRepr(dtype) }),
  ndarray(array, out) {
    const { class: cls } = array;
    const json = { $: 'ndarray', ...out.array(array) };
    const name = `${cls.module}.${cls.name}`;
    return name === 'numpy.ndarray' ? { ...json, order: isFortran(array) ? 'F' : 'C' } : { ...json, subclass: name };
  },
  npscalar(scalar, out) {
    const { dtype, data } = scalar;
    const json: JsonObject = { $: 'npscalar', dtype: dtypeJson(dtype) };
    if (dtype.type === 'O') {
      json['hex'] = null;
      out.put(json, 'v', scalar.value ?? null);
      return json;
    }
    json['hex'] = hexOf(littleEndianBytes(data, dtype));
    const isTime = dtype.type === 'M' || dtype.type === 'm';
    if (isTime) json['v'] = timeText(ticksAt(data, 0, dtype), dtype);
    else if (dtype.type === 'V' && !dtype.fields) json['v'] = { hex: hexOf(data) };
    else json['v'] = dtype.type === 'U' ? (scalarValue(scalar) as string) : elementJson(data, 0, dtype);
    return json;
  },
};
