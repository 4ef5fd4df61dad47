/**
 * datetime64 and timedelta64 as text.
 * @see https://numpy.org/doc/stable/reference/arrays.datetime.html
 */

import type { PyDType } from '../../contract/value.js';
import { civilFromDays, clockText, dateText, floorDivide, pad, yearText } from '../python/calendar.js';

export const NAT = -(2n ** 63n);

/** Units shorter than a day: how many there are in one, and the digits that they add behind the seconds. */
const PER_DAY: Readonly<Record<string, readonly [perDay: bigint, digits: number]>> = {
  h: [24n, 0],
  m: [1440n, 0],
  s: [86_400n, 0],
  ms: [86_400_000n, 3],
  us: [86_400_000_000n, 6],
  ns: [86_400n * 10n ** 9n, 9],
  ps: [86_400n * 10n ** 12n, 12],
  fs: [86_400n * 10n ** 15n, 15],
  as: [86_400n * 10n ** 18n, 18],
};

const UNIT_NAMES: Readonly<Record<string, string>> = {
  Y: 'years',
  M: 'months',
  W: 'weeks',
  D: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  ps: 'picoseconds',
  fs: 'femtoseconds',
  as: 'attoseconds',
  generic: 'generic time units',
};

/** Ticks as whole days and nanoseconds of the day; undefined for units that have none (Y, M, generic). */
export function daysAndRest(ticks: bigint, unit: string): { days: bigint; rest: bigint; perDay: bigint } | undefined {
  if (unit === 'D') return { days: ticks, rest: 0n, perDay: 1n };
  if (unit === 'W') return { days: ticks * 7n, rest: 0n, perDay: 1n };
  const known = PER_DAY[unit];
  if (!known) return undefined;
  const [days, rest] = floorDivide(ticks, known[0]);
  return { days, rest, perDay: known[0] };
}

/** `str(numpy.datetime64)`: as many parts as the unit knows. */
export function datetime64Text(ticks: bigint, { name, count }: NonNullable<PyDType['unit']>): string {
  if (ticks === NAT) return 'NaT';
  const value = ticks * BigInt(count);
  if (name === 'Y') return yearText(1970n + value);
  if (name === 'M') {
    const [years, month] = floorDivide(value, 12n);
    return `${yearText(1970n + years)}-${pad(month + 1n)}`;
  }
  const split = daysAndRest(value, name);
  if (!split) return String(value);
  const { days, rest, perDay } = split;
  const date = dateText(civilFromDays(days));
  if (perDay === 1n) return date;
  if (perDay === 24n) return `${date}T${pad(rest)}`;
  if (perDay === 1440n) return `${date}T${pad(rest / 60n)}:${pad(rest % 60n)}`;
  const perSecond = perDay / 86_400n;
  const digits = PER_DAY[name]![1];
  const fraction = digits === 0 ? '' : `.${pad(rest % perSecond, digits)}`;
  return `${date}T${clockText(Number(rest / perSecond))}${fraction}`;
}

/** `str(numpy.timedelta64)`. */
export function timedelta64Text(ticks: bigint, { name, count }: NonNullable<PyDType['unit']>): string {
  return ticks === NAT ? 'NaT' : `${ticks * BigInt(count)} ${UNIT_NAMES[name] ?? name}`;
}

export function timeText(ticks: bigint, dtype: PyDType): string {
  const unit = dtype.unit ?? { name: 'generic', count: 1 };
  return dtype.type === 'M' ? datetime64Text(ticks, unit) : timedelta64Text(ticks, unit);
}

/** `repr(element.item())`: a datetime or date where Python has one for the unit and year, else the ticks. */
export function pythonDateRepr(ticks: bigint, dtype: PyDType): string {
  if (ticks === NAT) return 'None';
  const { name, count } = dtype.unit ?? { name: 'generic', count: 1 };
  const value = ticks * BigInt(count);
  const split = 'Y M ns ps fs as'.split(' ').includes(name) ? undefined : daysAndRest(value, name);
  if (dtype.type === 'm') return split ? timedeltaRepr(split) : String(ticks);
  if (name === 'Y' || name === 'M') {
    const [years, month] = name === 'Y' ? [value, 0n] : floorDivide(value, 12n);
    const year = 1970n + years;
    return inRange(year) ? `datetime.date(${year}, ${month + 1n}, 1)` : String(ticks);
  }
  if (!split) return String(ticks);
  const { year, month, day } = civilFromDays(split.days);
  if (!inRange(year)) return String(ticks);
  const date = `${year}, ${month}, ${day}`;
  if (split.perDay === 1n) return `datetime.date(${date})`;
  const [seconds, micros] = secondsOf(split);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 || micros) clock.push(seconds % 60);
  if (micros) clock.push(micros);
  return `datetime.datetime(${date}, ${clock.join(', ')})`;
}

function inRange(year: bigint): boolean {
  return year >= 1n && year <= 9999n;
}

function secondsOf({ rest, perDay }: { rest: bigint; perDay: bigint }): [seconds: number, microseconds: number] {
  const micros = Number((rest * 86_400_000_000n) / perDay);
  return [Math.floor(micros / 1e6), micros % 1e6];
}

function timedeltaRepr(split: { days: bigint; rest: bigint; perDay: bigint }): string {
  const [seconds, microseconds] = secondsOf(split);
  return timedeltaText(Number(split.days), seconds, microseconds);
}

/** `repr(datetime.timedelta)`. */
export function timedeltaText(days: number, seconds: number, microseconds: number): string {
  const parts = Object.entries({ days, seconds, microseconds })
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name}=${value}`);
  return `datetime.timedelta(${parts.join(', ') || '0'})`;
}
