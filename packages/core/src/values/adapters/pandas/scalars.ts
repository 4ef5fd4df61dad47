/** Timestamp, Timedelta, Period, Interval, and text of the elements that an object column may hold. */

import type { PyValue } from '../../../contract/value.js';
import { isKind } from '../../../model/make.js';
import { globalName } from '../../../model/object.js';
import { scalarValue } from '../../../model/scalar.js';
import { floatRepr } from '../../python/numbers.js';
import { reprOf } from '../../python/repr.js';
import { type Adapter, adapter, type Made, madeBy, safeInt } from '../adapter.js';
import { momentOf } from '../dates.js';
import { decimalOf } from '../numbers.js';
import { scalarText } from '../numpy.js';
import { frequencyOf } from './frequency.js';
import { intervalText, periodText, timedeltaText, timestampText } from './text.js';
import { timeZone } from './zones.js';

interface Scalar {
  readonly class: string;
  readonly text: string;
}

/** The units of numpy's NPY_DATETIMEUNIT that pandas has. */
const UNITS: Readonly<Record<number, string>> = { 7: 's', 8: 'ms', 9: 'us', 10: 'ns' };

function unitOf(value: PyValue | undefined): string | undefined {
  return value === undefined ? 'ns' : UNITS[safeInt(value) ?? -1];
}

const scalar = (name: string, names: readonly string[], read: (made: Made) => string | null | undefined) =>
  adapter<Scalar>({
    names,
    read(made) {
      const text = read(made);
      return typeof text === 'string' ? { class: name, text } : undefined;
    },
    tag: ({ text }) => ({ $: name, v: text }),
    js: ({ text }) => text,
    text: ({ text }) => `${name}('${text}')`,
  });

/** `_unpickle_timestamp(value, freq, tz[, unit])`. */
const timestamp = scalar('Timestamp', ['pandas._libs.tslibs.timestamps._unpickle_timestamp'], ({ how, args }) => {
  const [ticks, , tz, code] = args;
  const unit = unitOf(code);
  const zone = timeZone(tz);
  if (how !== 'call' || typeof ticks !== 'bigint' || unit === undefined || zone === undefined) return undefined;
  return timestampText(ticks, unit, zone);
});

/** `_timedelta_unpickle(value, unit)`; before pandas 2 `Timedelta(nanoseconds)`. */
const timedelta = scalar(
  'Timedelta',
  [
    'pandas._libs.tslibs.timedeltas._timedelta_unpickle',
    'pandas._libs.tslibs.timedeltas.Timedelta',
    'pandas.Timedelta',
  ],
  ({ how, args: [ticks, code] }) => {
    const unit = unitOf(code);
    return how === 'call' && typeof ticks === 'bigint' && unit !== undefined ? timedeltaText(ticks, unit) : undefined;
  },
);

/** `Period(None, freq, ordinal)`. */
const period = scalar(
  'Period',
  ['pandas.Period', 'pandas._libs.tslibs.period.Period', 'pandas._libs.period.Period'],
  ({ how, args: [value, freq, ordinal] }) => {
    const text = frequencyOf(freq);
    if (how !== 'call' || value !== null || typeof ordinal !== 'bigint' || text === undefined) return undefined;
    return periodText(ordinal, text);
  },
);

/** `Interval(left, right, closed)`. */
const interval = scalar(
  'Interval',
  ['pandas.Interval', 'pandas._libs.interval.Interval'],
  ({ how, args: [left, right, closed] }) => {
    if (how !== 'call' || left === undefined || right === undefined || typeof closed !== 'string') return undefined;
    const [from, to] = [endOf(left), endOf(right)];
    return from === undefined || to === undefined ? undefined : intervalText(from, to, closed);
  },
);

/** The class of NaT, by the function that gives it: pandas 3 renamed both. */
const NAT_CLASSES: Readonly<Record<string, string>> = {
  'pandas._libs.tslibs.nattype._nat_unpickle': 'pandas.api.typing.NaTType',
  'pandas._libs.tslibs.nattype.__nat_unpickle': 'pandas._libs.tslibs.nattype.NaTType',
};

const nat = adapter<string>({
  names: Object.keys(NAT_CLASSES),
  read: ({ how, name }) => (how === 'call' ? NAT_CLASSES[name] : undefined),
  tag: (name) => ({ $: 'object', class: name, attrs: name.startsWith('pandas.api') ? { __module__: 'pandas' } : {} }),
  js: () => null,
  text: () => 'NaT',
});

/** `str()` of an end of an interval: a number, or a point or span of time. */
function endOf(value: PyValue): string | undefined {
  const made = isKind(value, 'object') ? madeBy(value) : undefined;
  if (!made) return elementText(value);
  const known = [timestamp, timedelta].find(({ names }) => names.includes(made.name));
  return (known?.read(made) as Scalar | undefined)?.text;
}

export const PANDAS_SCALARS: readonly Adapter[] = [timestamp, timedelta, period, interval, nat];

const TEXTS: ReadonlyMap<string, Adapter> = new Map(
  [timestamp, timedelta, period, interval].flatMap((known) =>
    known.names.map((name): [string, Adapter] => [name, known]),
  ),
);

const MISSING = new Set(['pandas.NA', 'pandas.NaT', 'pandas._libs.missing.NA', ...Object.keys(NAT_CLASSES)]);

/** Whether a value is NaT or NA. */
export function isMissing(value: PyValue): boolean {
  const name = isKind(value, 'object') ? globalName(value.func) : globalName(value);
  return name !== undefined && MISSING.has(name);
}

/** `str()` of an element of an object column; undefined where only Python knows. */
export function elementText(value: PyValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return floatRepr(value);
  if (isKind(value, 'npscalar')) return scalarText(value.data, value.dtype);
  if (!isKind(value, 'object')) return isKind(value, 'global') ? undefined : reprOf(value);
  const made = madeBy(value);
  if (!made) return undefined;
  const view = TEXTS.get(made.name)?.read(made) as Scalar | undefined;
  return view?.text ?? momentOf(made)?.iso.replace('T', ' ') ?? decimalOf(made);
}

/** A numpy scalar that is an instance of Python's float, str or bool as well, as that; any other value as it is. */
export function plainElement(value: PyValue): PyValue {
  if (!isKind(value, 'npscalar')) return value;
  const isPython = (value.dtype.type === 'f' && value.dtype.itemsize === 8) || value.dtype.type === 'U';
  return isPython ? (scalarValue(value) ?? value) : value;
}
