/** The `tzinfo` of timestamps: fixed offsets, and zones by name. */

import type { PyValue } from '../../../contract/value.js';
import { isKind } from '../../../model/make.js';
import { offsetAt } from '../../python/zones.js';
import { madeBy } from '../adapter.js';
import { zoneOf } from '../dates.js';

export interface TimeZone {
  /** As in `datetime64[ns, UTC]`. */
  readonly name: string;
  /** Offset in seconds at an instant, in seconds since 1970. */
  offsetAt(instant: number): number | undefined;
}

/** The name of a zone of the database: `zoneinfo`, and pytz, whose records also hold one of the zone's offsets. */
export function zoneName(value: PyValue): string | undefined {
  const made = isKind(value, 'object') ? madeBy(value) : undefined;
  const name = made?.args[0];
  const known = made?.name === 'zoneinfo.ZoneInfo._unpickle' || made?.name === 'pytz._p';
  return known && typeof name === 'string' ? name : undefined;
}

/** @returns null for None; undefined for a tzinfo that nobody here knows */
export function timeZone(value: PyValue | undefined): TimeZone | null | undefined {
  if (value === undefined || value === null) return null;
  const name = zoneName(value);
  if (name !== undefined) return { name, offsetAt: (instant) => offsetAt(name, instant) };
  const fixed = zoneOf(value);
  if (!fixed) return fixed;
  const { days, seconds, microseconds } = fixed.offset;
  if (microseconds !== 0) return undefined;
  return { name: fixed.name, offsetAt: () => days * 86_400 + seconds };
}
