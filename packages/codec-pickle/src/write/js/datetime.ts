/**
 * Moments as `datetime` pickles them.
 * @see CPython, `datetime_getstate` and `timezone_getinitargs` in _datetimemodule.c
 */

import { pyBytes, type PyObject, type PyValue } from '@brine/core';
import { call } from '../reduce/made.js';

/** Fields of a moment: month and day from 1. */
export interface DateTimeFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly microsecond?: number;
}

/** The fields of a Date in UTC; undefined for an invalid one. */
export function fieldsOf(date: Date): DateTimeFields | undefined {
  const time = date.getTime();
  if (Number.isNaN(time)) return undefined;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: date.getUTCMilliseconds() * 1000,
  };
}

/**
 * `datetime.datetime`.
 *
 * @param zone - a `tzinfo`; without it the moment is naive
 * @returns undefined when a field is out of range
 */
export function datetimeOf(fields: DateTimeFields, zone?: PyValue): PyObject | undefined {
  const { year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0 } = fields;
  const isDate =
    inRange(year, 1, 9999) &&
    inRange(month, 1, 12) &&
    inRange(day, 1, new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate());
  const isTime =
    inRange(hour, 0, 23) && inRange(minute, 0, 59) && inRange(second, 0, 59) && inRange(microsecond, 0, 999_999);
  if (!isDate || !isTime) return undefined;
  const state = Uint8Array.of(
    year >> 8,
    year,
    month,
    day,
    hour,
    minute,
    second,
    microsecond >> 16,
    microsecond >> 8,
    microsecond,
  );
  return call('datetime', 'datetime', zone === undefined ? [pyBytes(state)] : [pyBytes(state), zone]);
}

function inRange(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

/**
 * `datetime.timezone` with a fixed offset; of 0 it is Python's `timezone.utc`.
 *
 * @returns undefined for an offset of a day or more
 */
export function timezoneOf(minutesEast: number): PyObject | undefined {
  if (!(Math.abs(minutesEast) < 24 * 60)) return undefined;
  const seconds = Math.round(minutesEast * 60);
  return call('datetime', 'timezone', [timedeltaOf(0, seconds, 0)]);
}

/** `datetime.timedelta`, normalised as Python does: only the days may be negative. */
export function timedeltaOf(days: number, seconds: number, microseconds: number): PyObject {
  const allSeconds = seconds + Math.floor(microseconds / 1e6);
  const parts = [
    days + Math.floor(allSeconds / 86_400),
    allSeconds - Math.floor(allSeconds / 86_400) * 86_400,
    microseconds - Math.floor(microseconds / 1e6) * 1e6,
  ];
  return call('datetime', 'timedelta', parts.map(BigInt));
}
