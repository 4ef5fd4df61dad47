/** `decimal`, `fractions`, `uuid`. */

import { attribute } from '../../model/object.js';
import { stringRepr } from '../python/text.js';
import { type Adapter, adapter, type Made } from './adapter.js';

const DECIMAL = /^-?(?:\d+(?:\.\d+)?(?:E[+-]\d+)?|Infinity|s?NaN\d*)$/;

/** The text of `Decimal(text)`; undefined for any other record. */
export function decimalOf({ how, name, args: [text, ...more] }: Made): string | undefined {
  if (name !== 'decimal.Decimal' || how !== 'call' || typeof text !== 'string' || more.length > 0) return undefined;
  return DECIMAL.test(text) ? text : undefined;
}

const decimal = adapter<string>({
  names: ['decimal.Decimal'],
  read: decimalOf,
  tag: (text) => ({ $: 'Decimal', v: text }),
  js: (text) => text,
  text: (text) => `Decimal(${stringRepr(text)})`,
});

/** `Fraction(numerator, denominator)`, or of the text `numerator/denominator` (before Python 3.10). */
const fraction = adapter<readonly [string, string]>({
  names: ['fractions.Fraction'],
  read({ how, args: [first, second] }) {
    if (how !== 'call') return undefined;
    if (typeof first === 'bigint' && typeof second === 'bigint') {
      return second > 0n ? [String(first), String(second)] : undefined;
    }
    const match = typeof first === 'string' && second === undefined ? /^(-?\d+)(?:\/(\d+))?$/.exec(first) : null;
    return match ? [match[1]!, match[2] ?? '1'] : undefined;
  },
  tag: ([numerator, denominator]) => ({ $: 'Fraction', v: [numerator, denominator] }),
  js: ([numerator, denominator]) => `${numerator}/${denominator}`,
  text: ([numerator, denominator]) => `Fraction(${numerator}, ${denominator})`,
});

const uuid = adapter<string>({
  names: ['uuid.UUID'],
  // Its state is {'int': ...}, whatever made it.
  read({ how, object }) {
    const value = how === 'call' ? undefined : attribute(object, 'int');
    if (typeof value !== 'bigint' || value < 0n || value >> 128n !== 0n) return undefined;
    return value
      .toString(16)
      .padStart(32, '0')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },
  tag: (text) => ({ $: 'UUID', v: text }),
  js: (text) => text,
  text: (text) => `UUID('${text}')`,
});

export const NUMBERS: readonly Adapter[] = [decimal, fraction, uuid];
