import { isKind, MISSING_TEXT, NAN_TEXT, type PyValue } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Estimator } from '../read/estimator.js';
import { numberOf } from '../read/index.js';

/** Says which elements of a column or matrix count as missing; a bool for each. */
export type IsMissing = (x: Value) => Value;

/**
 * The parameter `missing_values`: NaN, None and pandas' NA are one and the same here, since rows hold a missing number as NaN and a
 * missing text as one of two marks (see `MISSING_TEXT` of core).
 * Source: sklearn.utils._mask._get_mask
 */
export function missingTest(e: Estimator, b: Build): IsMissing {
  const value = e.raw('missing_values') ?? null;
  const text = typeof value === 'string' ? value : undefined;
  const number = text === undefined && !isNone(value) ? numberOf(value) : undefined;
  if (text === undefined && number === undefined && !isNone(value)) {
    throw e.refuse('missing_values is neither a number, text nor a kind of nothing');
  }
  return (x) => {
    if (x.dtype === 'str') {
      if (text !== undefined) return b.equal(x, b.texts([text]));
      if (number !== undefined && !Number.isNaN(number))
        throw e.refuse('a number as missing_values of a column of text');
      return b.or(b.equal(x, b.texts([MISSING_TEXT])), b.equal(x, b.texts([NAN_TEXT])));
    }
    if (text !== undefined) throw e.refuse('text as missing_values of a column of numbers');
    return number === undefined || Number.isNaN(number) ? b.isNaN(x) : b.equal(x, number);
  };
}

function isNone(value: PyValue): boolean {
  return (
    value === null ||
    (isKind(value, 'object') && isKind(value.func, 'global') && value.func.module.startsWith('pandas.')) ||
    isKind(value, 'global')
  );
}
