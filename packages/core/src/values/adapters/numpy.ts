/** `numpy.ma` and `numpy.random`. Arrays, scalars and dtypes are records of their own kind, which need no adapter. */

import type { PyDict, PyDType, PyNdArray, PyValue } from '../../contract/value.js';
import { parseDType } from '../../model/dtype.js';
import { isKind, pyDict, pyGlobal } from '../../model/make.js';
import { scalarValue } from '../../model/scalar.js';
import { sizeOf } from '../../model/ndarray.js';
import { float16ToNumber, numberToFloat16 } from '../../model/half.js';
import { isLongDouble } from '../numpy/bytes.js';
import { ticksAt } from '../numpy/elements.js';
import { timeText } from '../numpy/datetime64.js';
import { complexRepr, floatRepr, narrowFloatRepr } from '../python/numbers.js';
import { reprOf } from '../python/repr.js';
import { type Adapter, adapter, call, itemsOf, keyword, type Made, safeInt } from './adapter.js';

export interface MaskedArray {
  readonly data: PyNdArray;
  /** True where the element is masked. */
  readonly mask: PyNdArray;
  /** As `str(fill_value)`. */
  readonly fill: string;
}

const NDARRAY = pyGlobal('numpy', 'ndarray');
const BOOL = parseDType('|b1')!;

/** `_mareconstruct(cls, base, shape, type)` with state (version, shape, dtype, is Fortran, data, mask, fill value). */
export function maskedArrayOf({ how, object: { state } }: Made): MaskedArray | undefined {
  const parts = itemsOf(state);
  if (how !== 'call' || parts?.length !== 7) return undefined;
  const [, shape, dtype, fortran, data, mask, fill] = Array.from(parts);
  const lengths = Array.from(itemsOf(shape) ?? [], (length) => safeInt(length) ?? -1);
  if (!isKind(dtype, 'dtype') || dtype.fields || !isKind(mask, 'bytes') || lengths.some((length) => length < 0)) {
    return undefined;
  }
  const size = sizeOf(lengths);
  const common = { kind: 'ndarray', class: NDARRAY, shape: lengths, order: fortran === true ? 'F' : 'C' } as const;
  const text = fillText(fill, dtype);
  if (text === undefined || mask.data.length !== size) return undefined;
  const masks: PyNdArray = { ...common, dtype: BOOL, data: mask.data };
  if (isKind(data, 'bytes') && data.data.length === size * dtype.itemsize) {
    return { data: { ...common, dtype, data: data.data }, mask: masks, fill: text };
  }
  const items = itemsOf(data);
  if (items?.length !== size) return undefined;
  return { data: { ...common, dtype, data: new Uint8Array(), items: Array.from(items) }, mask: masks, fill: text };
}

/** `str()` of the default fill values, by kind of dtype. */
const DEFAULT_FILL: Readonly<Record<string, string>> = {
  b: 'True',
  c: '(1e+20+0j)',
  f: '1e+20',
  i: '999999',
  u: '999999',
  O: '?',
  S: "b'N/A'",
  U: 'N/A',
  V: "b'???'",
  M: 'NaT',
  m: 'NaT',
};

function fillText(fill: PyValue | undefined, dtype: PyDType): string | undefined {
  if (fill === null || fill === undefined) return DEFAULT_FILL[dtype.type];
  if (isKind(fill, 'ndarray') && fill.shape.length === 0) {
    if (fill.items) return plainText(fill.items[0]!);
    return scalarText(fill.data, fill.dtype);
  }
  return isKind(fill, 'npscalar') ? scalarText(fill.data, fill.dtype) : plainText(fill);
}

function plainText(value: PyValue): string | undefined {
  return typeof value === 'string' ? value : reprOf(value);
}

/** `str()` of a numpy scalar. */
export function scalarText(data: Uint8Array, dtype: PyDType): string | undefined {
  if (dtype.type === 'M' || dtype.type === 'm') return timeText(ticksAt(data, 0, dtype), dtype);
  if (isLongDouble(dtype)) return undefined;
  const value = scalarValue({ kind: 'npscalar', dtype, data });
  if (value === undefined) return undefined;
  const part = dtype.type === 'c' ? dtype.itemsize / 2 : dtype.itemsize;
  if (typeof value === 'number') return floatText(value, part);
  if (isKind(value, 'complex') && part === 8) return complexRepr(value.re, value.im);
  return isKind(value, 'complex') ? undefined : plainText(value);
}

/** A float of the given size with the fewest digits that tell it from its neighbours. */
export function floatText(value: number, size: number): string {
  if (size === 4) return narrowFloatRepr(value, Math.fround);
  return size === 2 ? narrowFloatRepr(value, (near) => float16ToNumber(numberToFloat16(near))) : floatRepr(value);
}

const masked = adapter<MaskedArray>({
  names: ['numpy.ma.core._mareconstruct', 'numpy.ma._mareconstruct'],
  read: maskedArrayOf,
  tag: ({ data, mask, fill }, out) => ({
    $: 'masked_array',
    data: out.array(data),
    mask: out.array(mask),
    fill_value: fill,
  }),
  js: ({ data, mask, fill }, out) =>
    out.named(
      [
        ['data', data],
        ['mask', mask],
      ],
      { fillValue: fill },
    ),
  text: ({ data, mask }) => call('masked_array', [keyword('data', data), keyword('mask', mask)]),
});

export interface RandomGenerator {
  readonly class: 'Generator' | 'RandomState';
  /** `{"bit_generator": ..., "state": ...}`. */
  readonly state: PyDict;
}

/** State of a bit generator: itself, or the first of the pair (state, seed sequence). */
function bitState(value: PyValue | undefined): PyDict | undefined {
  const state = isKind(value, 'object') ? value.state : value;
  const first = isKind(state, 'tuple') ? state.items[0] : state;
  return isKind(first, 'dict') ? first : undefined;
}

const generator = adapter<RandomGenerator>({
  names: ['numpy.random._pickle.__generator_ctor'],
  // Before numpy 2 the generator itself had the state.
  read({ how, args, object: { state } }) {
    const dict = state === undefined ? bitState(args[0]) : bitState(state);
    return how === 'call' && dict ? { class: 'Generator', state: dict } : undefined;
  },
  tag({ state }, out) {
    const json = { $: 'rng', class: 'Generator', state: null, next_random: null };
    out.put(json, 'state', state);
    return json;
  },
  js: rngJs,
  text: rngText,
});

const randomState = adapter<RandomGenerator>({
  names: ['numpy.random._pickle.__randomstate_ctor', 'numpy.random.__RandomState_ctor'],
  read({ how, object: { state } }) {
    const dict = legacyState(state) ?? bitState(state);
    return how === 'call' && dict ? { class: 'RandomState', state: dict } : undefined;
  },
  tag({ state }, out) {
    const json = { $: 'rng', class: 'RandomState', state: null };
    out.put(json, 'state', state);
    return json;
  },
  js: rngJs,
  text: rngText,
});

/** Before numpy 1.17 the state was the tuple ('MT19937', key, position, has_gauss, gauss). */
function legacyState(state: PyValue | undefined): PyDict | undefined {
  const parts = itemsOf(state);
  if (parts?.length !== 5) return undefined;
  const [name, key, position, hasGauss, gauss] = Array.from(parts) as [PyValue, PyValue, PyValue, PyValue, PyValue];
  const inner = pyDict(['key', key, 'pos', position]);
  return pyDict(['bit_generator', name, 'state', inner, 'has_gauss', hasGauss, 'gauss', gauss]);
}

function rngJs({ class: name, state }: RandomGenerator, out: Parameters<Adapter['js']>[1]) {
  return out.named([['state', state]], { class: `numpy.random.${name}` });
}

function rngText({ class: name, state }: RandomGenerator) {
  return call(`numpy.random.${name}`, [keyword('state', state)]);
}

/** `random.Random`: only Gauss's second number is in the instance's dict, the rest is in C. */
const pythonRandom = adapter<{ gauss: PyValue; state: PyValue }>({
  names: ['random.Random'],
  read({ how, args, object: { state } }) {
    const parts = itemsOf(state);
    if (how === 'base' || args.length > 0 || parts?.length !== 3 || state === undefined) return undefined;
    return { gauss: parts[2]!, state };
  },
  tag: ({ gauss }, out) => ({ $: 'object', class: 'random.Random', attrs: out.named([['gauss_next', gauss]]) }),
  js: ({ state }, out) => out.named([['state', state]], { class: 'random.Random' }),
  text: ({ state }) => call('random.Random', [keyword('state', state)]),
});

export const NUMPY: readonly Adapter[] = [masked, generator, randomState, pythonRandom];
