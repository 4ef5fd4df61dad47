/**
 * `datetime`: the byte strings that dates and times are pickled as.
 * @see Lib/_pydatetime.py, the `_getstate` methods
 */

import type { PyValue } from '../../contract/value.js';
import { isKind } from '../../model/make.js';
import { clockText, pad } from '../python/calendar.js';
import { reprOf } from '../python/repr.js';
import { stringRepr } from '../python/text.js';
import { timedeltaText } from '../numpy/datetime64.js';
import { offsetOfWall } from '../python/zones.js';
import { type Adapter, adapter, call, type Made, madeBy, type Part, safeInt } from './adapter.js';

/** Bytes of a state: bytes, or the latin-1 text that a Python 2 stream has. */
function stateBytes(value: PyValue | undefined, length: number): Uint8Array | undefined {
  let data: Uint8Array | undefined;
  if (isKind(value, 'bytes')) data = value.data;
  else if (typeof value === 'string') data = Uint8Array.from(value, (c) => c.charCodeAt(0));
  return data?.length === length && (typeof value !== 'string' || !/[^\0-\xff]/.test(value)) ? data : undefined;
}

export interface Timedelta {
  readonly days: number;
  readonly seconds: number;
  readonly microseconds: number;
}

function readTimedelta({ how, name, args }: Made): Timedelta | undefined {
  if (how !== 'call' || name !== 'datetime.timedelta' || args.length > 3) return undefined;
  if (!args.every((value) => typeof value === 'bigint')) return undefined;
  const [days = 0n, seconds = 0n, microseconds = 0n] = args as bigint[];
  const normal = seconds >= 0n && seconds < 86_400n && microseconds >= 0n && microseconds < 1_000_000n;
  if (!normal || days > 999_999_999n || days < -999_999_999n) return undefined;
  return { days: Number(days), seconds: Number(seconds), microseconds: Number(microseconds) };
}

/** `str(timedelta)`: `-1 day, 18:30:00`. */
function durationText({ days, seconds, microseconds }: Timedelta): string {
  const clock = `${Math.floor(seconds / 3600)}${clockText(seconds).slice(2)}`;
  const day = days === 0 ? '' : `${days} day${Math.abs(days) === 1 ? '' : 's'}, `;
  return `${day}${clock}${microseconds ? `.${pad(microseconds, 6)}` : ''}`;
}

const timedelta = adapter<Timedelta>({
  names: ['datetime.timedelta'],
  read: readTimedelta,
  tag: (view) => ({ $: 'timedelta', ...view }),
  js: (view) => ({ ...view }),
  text: ({ days, seconds, microseconds }) => timedeltaText(days, seconds, microseconds),
});

export interface Zone {
  readonly offset: Timedelta;
  readonly name: string;
  /** Whether the stream names it. */
  readonly named: boolean;
}

/** `+HH:MM[:SS[.ffffff]]`. */
function offsetText({ days, seconds, microseconds }: Timedelta): string {
  const micros = (days * 86_400 + seconds) * 1e6 + microseconds;
  const [sign, rest] = micros < 0 ? ['-', -micros] : ['+', micros];
  const whole = Math.floor(rest / 1e6);
  const fraction = rest % 1e6 ? `.${pad(rest % 1e6, 6)}` : '';
  const clock = clockText(whole);
  return sign + (whole % 60 || fraction ? clock + fraction : clock.slice(0, 5));
}

/** `datetime.timezone(offset[, name])`. */
function readZone({ how, name, args }: Made): Zone | undefined {
  if (how !== 'call' || name !== 'datetime.timezone' || args.length > 2 || !isKind(args[0], 'object')) return undefined;
  const made = madeBy(args[0]);
  const offset = made && readTimedelta(made);
  const [, label] = args;
  if (!offset || (label !== undefined && typeof label !== 'string')) return undefined;
  const zero = offset.days === 0 && offset.seconds === 0 && offset.microseconds === 0;
  return { offset, name: label ?? (zero ? 'UTC' : `UTC${offsetText(offset)}`), named: label !== undefined };
}

const UTC: Zone = { offset: { days: 0, seconds: 0, microseconds: 0 }, name: 'UTC', named: false };

/** pytz's fixed and named zones: a named one is pickled with its offset, `_p(name, utcoffset, dst, tzname)` in seconds. */
function readPytz({ how, name, args }: Made): Zone | undefined {
  if (how !== 'call') return undefined;
  if (name === 'pytz._UTC') return UTC;
  if (name === 'pytz.FixedOffset') {
    const minutes = safeInt(args[0]);
    return minutes === undefined
      ? undefined
      : { offset: fromSeconds(minutes * 60), name: `pytz.FixedOffset(${minutes})`, named: true };
  }
  const [, offset, , label] = args;
  if (name !== 'pytz._p' || typeof offset !== 'bigint' || typeof label !== 'string') return undefined;
  return { offset: fromSeconds(Number(offset)), name: label, named: true };
}

/** The offset of a `tzinfo`; null for None, undefined where a time zone database or Python would be needed. */
export function zoneOf(value: PyValue | undefined): Zone | null | undefined {
  if (value === undefined || value === null) return null;
  const made = isKind(value, 'object') ? madeBy(value) : undefined;
  return made && (readZone(made) ?? readPytz(made));
}

/** The offset that a zone of the time zone database has at a wall clock time; null for no tzinfo. */
function zoneOfWall(tzinfo: PyValue | undefined, parts: readonly number[], fold: 0 | 1): Zone | null | undefined {
  if (tzinfo === undefined || tzinfo === null) return null;
  const made = isKind(tzinfo, 'object') ? madeBy(tzinfo) : undefined;
  const name = made?.name === 'zoneinfo.ZoneInfo._unpickle' ? made.args[0] : undefined;
  if (typeof name !== 'string') return undefined;
  const seconds = offsetOfWall(name, utc(parts).getTime() / 1000, fold);
  return seconds === undefined ? undefined : { offset: fromSeconds(seconds), name, named: true };
}

/** Date and clock as if they were UTC, to the millisecond. */
function utc([year, month, day, hour, minute, second, micros]: readonly number[]): Date {
  const instant = new Date(0);
  instant.setUTCFullYear(year!, month! - 1, day);
  instant.setUTCHours(hour!, minute, second, Math.floor(micros! / 1000));
  return instant;
}

function fromSeconds(total: number): Timedelta {
  const days = Math.floor(total / 86_400);
  return { days, seconds: total - days * 86_400, microseconds: 0 };
}

const timezone = adapter<Zone>({
  names: ['datetime.timezone'],
  read: readZone,
  tag: ({ offset, name }) => ({
    $: 'timezone',
    offset_seconds: ((offset.days * 86_400 + offset.seconds) * 1e6 + offset.microseconds) / 1e6,
    name,
  }),
  js: ({ name }) => name,
  text: ({ offset, name, named }) => {
    const { days, seconds, microseconds } = offset;
    if (!named && name === 'UTC') return 'datetime.timezone.utc';
    const parts: Part[] = [timedeltaText(days, seconds, microseconds), ...(named ? [stringRepr(name)] : [])];
    return call('datetime.timezone', parts);
  },
});

export interface Moment {
  readonly class: 'datetime' | 'date' | 'time';
  /** As `isoformat()`. */
  readonly iso: string;
  /** Numbers as the constructor takes them. */
  readonly parts: readonly number[];
  readonly zone: Zone | null;
  readonly tzinfo: PyValue;
  readonly fold: 0 | 1;
}

function readDate(data: Uint8Array): { text: string; parts: number[]; fold: 0 | 1 } | undefined {
  // The fold of a datetime is the high bit of its month.
  const fold = data[2]! >> 7 ? 1 : 0;
  const [year, month, day] = [data[0]! * 256 + data[1]!, data[2]! & 0x7f, data[3]!];
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { text: `${pad(year, 4)}-${pad(month)}-${pad(day)}`, parts: [year, month, day], fold };
}

function readClock(data: Uint8Array): { text: string; parts: number[] } | undefined {
  const [hour, minute, second] = data as unknown as [number, number, number];
  const micros = (data[3]! << 16) | (data[4]! << 8) | data[5]!;
  if (hour > 23 || minute > 59 || second > 59 || micros > 999_999) return undefined;
  const text = clockText(hour * 3600 + minute * 60 + second) + (micros ? `.${pad(micros, 6)}` : '');
  return { text, parts: [hour, minute, second, micros] };
}

function readDateOnly({ how, args }: Made): Moment | undefined {
  const data = how === 'call' && args.length === 1 ? stateBytes(args[0], 4) : undefined;
  const day = data && readDate(data);
  if (!day || day.fold) return undefined;
  return { class: 'date', iso: day.text, parts: day.parts, zone: null, tzinfo: null, fold: 0 };
}

function readDatetime({ how, args }: Made): Moment | undefined {
  const data = how === 'call' && args.length <= 2 ? stateBytes(args[0], 10) : undefined;
  const day = data && readDate(data);
  const clock = data && readClock(data.subarray(4));
  if (!day || !clock) return undefined;
  const parts = [...day.parts, ...clock.parts];
  const zone = zoneOf(args[1]) ?? zoneOfWall(args[1], parts, day.fold);
  if (zone === undefined) return undefined;
  const iso = `${day.text}T${clock.text}${zone ? offsetText(zone.offset) : ''}`;
  return { class: 'datetime', iso, parts, zone, tzinfo: args[1] ?? null, fold: day.fold };
}

function readTime({ how, args }: Made): Moment | undefined {
  const data = how === 'call' && args.length <= 2 ? stateBytes(args[0], 6)?.slice() : undefined;
  const zone = zoneOf(args[1]);
  if (!data || zone === undefined) return undefined;
  // The fold of a time is the high bit of its hour.
  const fold = data[0]! >> 7 ? 1 : 0;
  data[0]! &= 0x7f;
  const clock = readClock(data);
  if (!clock) return undefined;
  const iso = clock.text + (zone ? offsetText(zone.offset) : '');
  return { class: 'time', iso, parts: clock.parts, zone, tzinfo: args[1] ?? null, fold };
}

const READERS: Readonly<Record<string, (made: Made) => Moment | undefined>> = {
  'datetime.date': readDateOnly,
  'datetime.datetime': readDatetime,
  'datetime.time': readTime,
};

/** A date, datetime or time out of its record; undefined for anything else. */
export function momentOf(made: Made): Moment | undefined {
  return Object.hasOwn(READERS, made.name) ? READERS[made.name]!(made) : undefined;
}

const moment = adapter<Moment>({
  names: Object.keys(READERS),
  read: momentOf,
  tag({ class: name, iso, zone, fold }) {
    if (name === 'date') return { $: name, iso };
    return name === 'time' ? { $: name, iso, fold } : { $: name, iso, tz: zone && durationText(zone.offset), fold };
  },
  js: momentJs,
  text: momentText,
});

/** A Date where it is the same instant exactly: with an offset, and to the millisecond. */
function momentJs({ class: name, iso, zone, parts }: Moment): string | Date {
  const exact = name === 'datetime' && zone !== null && parts[6]! % 1000 === 0 && zone.offset.microseconds % 1000 === 0;
  if (!exact) return iso;
  const { days, seconds, microseconds } = zone.offset;
  return new Date(utc(parts).getTime() - ((days * 86_400 + seconds) * 1000 + microseconds / 1000));
}

function momentText({ class: name, parts, tzinfo, fold }: Moment) {
  // A clock leaves out zeros at its end, but for hour and minute.
  let end = parts.length;
  const keep = name === 'date' ? 3 : name === 'time' ? 2 : 5;
  while (end > keep && parts[end - 1] === 0) end--;
  const shown: Part[] = parts.slice(0, end).map(String);
  if (tzinfo !== null) shown.push({ label: 'tzinfo=', value: tzinfo });
  if (fold) shown.push(`fold=${reprOf(BigInt(fold))}`);
  return call(`datetime.${name}`, shown);
}

export const DATES: readonly Adapter[] = [timedelta, timezone, moment];
