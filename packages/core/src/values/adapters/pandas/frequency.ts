/** Frequencies of periods, out of pandas' offset objects. */

import type { PyValue } from '../../../contract/value.js';
import { isKind } from '../../../model/make.js';
import { madeBy, safeInt, shortName } from '../adapter.js';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

const monthOf = (code: number | undefined) => MONTHS[(code ?? 0) - 1];

/** The text of an offset class; of those that are anchored with the month or day, the third argument. */
const BASES: Readonly<Record<string, (anchor: number | undefined) => string | undefined>> = {
  YearEnd: (anchor) => `Y-${monthOf(anchor)}`,
  QuarterEnd: (anchor) => `Q-${monthOf(anchor)}`,
  MonthEnd: () => 'M',
  Week: (anchor) => `W-${WEEKDAYS[anchor ?? -1]}`,
  Day: () => 'D',
  BusinessDay: () => 'B',
  Hour: () => 'h',
  Minute: () => 'min',
  Second: () => 's',
  Milli: () => 'ms',
  Micro: () => 'us',
  Nano: () => 'ns',
};

/** `15min`, `Q-DEC`: an offset `Class(n, normalize[, anchor])`, or the text itself. */
export function frequencyOf(value: PyValue | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const made = isKind(value, 'object') ? madeBy(value) : undefined;
  const name = made && shortName(made.name);
  if (!made?.name.startsWith('pandas.') || name === undefined || !Object.hasOwn(BASES, name)) return undefined;
  const count = safeInt(made.args[0]);
  const base = BASES[name]!(safeInt(made.args[2]));
  if (count === undefined || base === undefined || base.endsWith('undefined')) return undefined;
  return count === 1 ? base : `${count}${base}`;
}
