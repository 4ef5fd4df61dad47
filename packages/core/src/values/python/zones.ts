/** Time zones by name, out of the database that the platform's Intl has. */

/** Offset from UTC in seconds at an instant (seconds since 1970); undefined for a zone or platform that does not know. */
export function offsetAt(zone: string, instant: number): number | undefined {
  const format = formatOf(zone);
  const date = new Date(instant * 1000);
  if (!format || Number.isNaN(date.getTime())) return undefined;
  const name = format.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value;
  const match = name === undefined ? null : /^GMT(?:([+-])(\d{1,2}):?(\d{2})?(?::?(\d{2}))?)?$/.exec(name);
  if (!match) return undefined;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  const magnitude = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * Offset of a wall clock time, as `zoneinfo` has it: of two possible ones `fold` chooses, and in a gap it is the one before
 * (fold 0) or after the change.
 *
 * @param wall - the wall clock time as if it were UTC, in seconds since 1970
 */
export function offsetOfWall(zone: string, wall: number, fold: 0 | 1): number | undefined {
  const before = offsetAt(zone, wall - 86_400);
  const after = offsetAt(zone, wall + 86_400);
  if (before === undefined || after === undefined || before === after) return before ?? after;
  const holds = (offset: number) => offsetAt(zone, wall - offset) === offset;
  if (holds(before) !== holds(after)) return holds(before) ? before : after;
  return fold === 0 ? before : after;
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
/** Names come out of files: only so many are remembered. */
const REMEMBERED = 1000;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(zone)) {
    if (formats.size >= REMEMBERED) formats.clear();
    formats.set(zone, makeFormat(zone));
  }
  return formats.get(zone);
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    // A RangeError for a name that the platform does not know.
    return undefined;
  }
}
