/** The proleptic Gregorian calendar that Python and numpy share, for any year. */

export interface CivilDate {
  readonly year: bigint;
  readonly month: number;
  readonly day: number;
}

/** Quotient rounded down, and the remainder that goes with it. */
export function floorDivide(value: bigint, by: bigint): [quotient: bigint, remainder: bigint] {
  let quotient = value / by;
  let remainder = value % by;
  if (remainder < 0n) {
    quotient -= 1n;
    remainder += by;
  }
  return [quotient, remainder];
}

const DAYS_IN_ERA = 146_097n;
/** Days from 0000-03-01, where an era of 400 years begins, to 1970-01-01. */
const EPOCH = 719_468n;

/**
 * The date of a day.
 *
 * @param days - since 1970-01-01
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export function civilFromDays(days: bigint): CivilDate {
  const [era, rest] = floorDivide(days + EPOCH, DAYS_IN_ERA);
  const dayOfEra = Number(rest);
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: BigInt(yearOfEra + (month <= 2 ? 1 : 0)) + era * 400n, month, day };
}

/** `YYYY-MM-DD`; a year before 0 is `-YYY`, one after 9999 has as many digits as it needs. */
export function dateText({ year, month, day }: CivilDate): string {
  return `${yearText(year)}-${pad(month)}-${pad(day)}`;
}

export function yearText(year: bigint): string {
  return year < 0n ? `-${String(-year).padStart(3, '0')}` : String(year).padStart(4, '0');
}

export function pad(value: number | bigint, digits = 2): string {
  return String(value).padStart(digits, '0');
}

/** `HH:MM:SS` of seconds since midnight. */
export function clockText(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}
