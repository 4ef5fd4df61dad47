/** `decimal`, `fractions`, `uuid`. */

import { attribute } from '../../model/object.js';
import { stringRepr } from '../python/text.js';
import { type Adapter, adapter } from './adapter.js';

const DECIMAL = /^-?(?:\d+(?:\.\d+)?(?:E[+-]\d+)?|Infinity|s?NaN\d*)$/;

const decimal = adapter<string>({
  names: ['decimal.Decimal'],
  read({ how, args: [text, ...more] }) {
    if (how !== 'call' || typeof text !== 'string' || more.length > 0 || !DECIMAL.test(text)) return undefined;
    return text;
  },
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
    return value.toString(16).padStart(32, '0').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },
  tag: (text) => ({ $: 'UUID', v: text }),
  js: (text) => text,
  text: (text) => `UUID('${text}')`,
});

export const NUMBERS: readonly Adapter[] = [decimal, fraction, uuid];
