/** pandas scalars as pandas prints them. */

import { civilFromDays, clockText, dateText, floorDivide, pad, yearText } from '../../python/calendar.js';
import { floatRepr } from '../../python/numbers.js';
import { NAT } from '../../numpy/datetime64.js';
import type { PyValue } from '../../../contract/value.js';
import type { TimeZone } from './zones.js';

const PER_SECOND: Readonly<Record<string, bigint>> = { s: 1n, ms: 1000n, us: 1_000_000n, ns: 1_000_000_000n };

/** Ticks as nanoseconds; undefined for units that pandas has not. */
export function nanoseconds(ticks: bigint, unit: string): bigint | undefined {
  const perSecond = PER_SECOND[unit];
  return perSecond && ticks * (1_000_000_000n / perSecond);
}

/** Microseconds, or nanoseconds where there are any, behind a point; nothing for a whole second. */
function fraction(nanos: bigint): string {
  if (nanos === 0n) return '';
  return nanos % 1000n === 0n ? `.${pad(nanos / 1000n, 6)}` : `.${pad(nanos, 9)}`;
}

/**
 * `str(Timestamp)`.
 *
 * @param ticks - since 1970, in UTC when there is a zone
 * @returns null for NaT; undefined where the offset of the zone is not known
 */
export function timestampText(ticks: bigint, unit: string, zone: TimeZone | null): string | null | undefined {
  if (ticks === NAT) return null;
  const nanos = nanoseconds(ticks, unit);
  if (nanos === undefined) return undefined;
  const [seconds, rest] = floorDivide(nanos, 1_000_000_000n);
  const offset = zone ? zone.offsetAt(Number(seconds)) : 0;
  if (offset === undefined) return undefined;
  const [days, clock] = floorDivide(seconds + BigInt(offset), 86_400n);
  const text = `${dateText(civilFromDays(days))} ${clockText(Number(clock))}${fraction(rest)}`;
  return zone ? text + offsetText(offset) : text;
}

/** `+HH:MM[:SS]`. */
function offsetText(seconds: number): string {
  const clock = clockText(Math.abs(seconds));
  return (seconds < 0 ? '-' : '+') + (seconds % 60 ? clock : clock.slice(0, 5));
}

/** `str(Timedelta)`: `-1 days +22:00:00`; null for NaT. */
export function timedeltaText(ticks: bigint, unit: string): string | null | undefined {
  if (ticks === NAT) return null;
  const nanos = nanoseconds(ticks, unit);
  if (nanos === undefined) return undefined;
  const [seconds, rest] = floorDivide(nanos, 1_000_000_000n);
  const [days, clock] = floorDivide(seconds, 86_400n);
  return `${days} days ${days < 0n ? '+' : ''}${clockText(Number(clock))}${fraction(rest)}`;
}

const DAYS_OF_WEEK = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** Week 1 of those that end on Sunday ends on 1970-01-04. */
const FIRST_SUNDAY = 3n;

const PER_DAY: Readonly<Record<string, readonly [perDay: bigint, digits: number]>> = {
  H: [24n, 0],
  T: [1440n, 0],
  S: [86_400n, 0],
  L: [86_400_000n, 3],
  U: [86_400_000_000n, 6],
  N: [86_400_000_000_000n, 9],
};

/** Spellings of pandas 2.2 and up, by the older one. */
const RENAMED: Readonly<Record<string, string>> = {
  Y: 'A',
  YE: 'A',
  QE: 'Q',
  ME: 'M',
  h: 'H',
  min: 'T',
  s: 'S',
  ms: 'L',
  us: 'U',
  ns: 'N',
};

/**
 * `str(Period)`; null for NaT.
 *
 * @param freq - as in `period[Q-DEC]`: the base, with the multiple before it
 * @returns undefined for a frequency that periods have not
 */
export function periodText(ordinal: bigint, freq: string): string | null | undefined {
  if (ordinal === NAT) return null;
  const [spelled, end = ''] = freq.replace(/^\d+/, '').split('-') as [string, string?];
  const base = RENAMED[spelled] ?? spelled;
  if (base === 'A') return yearText(1970n + ordinal);
  if (base === 'Q' || base === 'M') {
    const per = base === 'Q' ? 4n : 12n;
    const [years, part] = floorDivide(ordinal, per);
    return `${yearText(1970n + years)}${base === 'Q' ? `Q${part + 1n}` : `-${pad(part + 1n)}`}`;
  }
  if (base === 'D') return dateText(civilFromDays(ordinal));
  if (base === 'B') {
    // Monday is the first of the five; 1970-01-01 was a Thursday.
    const [weeks, day] = floorDivide(ordinal + 3n, 5n);
    return dateText(civilFromDays(7n * weeks + day - 3n));
  }
  if (base === 'W') {
    const weekday = DAYS_OF_WEEK.indexOf(end || 'SUN');
    if (weekday < 0) return undefined;
    const last = (ordinal - 1n) * 7n + FIRST_SUNDAY + BigInt(weekday);
    return `${dateText(civilFromDays(last - 6n))}/${dateText(civilFromDays(last))}`;
  }
  const known = PER_DAY[base];
  if (!known) return undefined;
  const [perDay, digits] = known;
  const [days, rest] = floorDivide(ordinal, perDay);
  const date = dateText(civilFromDays(days));
  const perSecond = perDay / 86_400n;
  if (base === 'H' || base === 'T') {
    const minutes = base === 'H' ? rest * 60n : rest;
    return `${date} ${pad(minutes / 60n)}:${pad(minutes % 60n)}`;
  }
  const clock = clockText(Number(rest / perSecond));
  return `${date} ${clock}${digits ? `.${pad(rest % perSecond, digits)}` : ''}`;
}

/** `str(Interval)`: `(0, 1]`. */
export function intervalText(left: string, right: string, closed: string): string {
  const open = closed === 'left' || closed === 'both' ? '[' : '(';
  const close = closed === 'right' || closed === 'both' ? ']' : ')';
  return `${open}${left}, ${right}${close}`;
}

/** `str()` of an end of an interval. */
export function endText(value: PyValue): string | undefined {
  if (typeof value === 'number') return floatRepr(value);
  return typeof value === 'bigint' || typeof value === 'string' ? String(value) : undefined;
}
