/** How far two predictions are apart. */

import type { DType } from '@brine/core';
import type { Prediction } from '../prediction.js';

export interface Difference {
  /** Largest |a - b| over the largest |b| of its column; Infinity where one is a number and the other is not, or the shapes differ. */
  readonly largest: number;
  /** Row of it. */
  readonly row: number;
  /** Rows in which a label, an integer or a text is another. */
  readonly otherLabels: number;
}

/** Largest difference that counts as rounding, by the dtype in which a result is computed: two engines sum in two orders. */
export function toleranceOf(dtype: DType): number {
  if (dtype === 'float64') return 1e-11;
  return dtype === 'float32' ? 1e-5 : 1e-2;
}

/** Logarithm of the smallest normal float32: of what lies below it float32 keeps few digits or none. */
const FLOAT32_LEAST = Math.log(2 ** -126);

/**
 * @param actual - what is looked at
 * @param expected - what it should be
 * @param logarithms - of probabilities: those that float32 has no place for are left out when `actual` is float32
 */
export function differenceOf(actual: Prediction, expected: Prediction, logarithms = false): Difference {
  const { shape } = expected;
  if (shape.length !== actual.shape.length || shape.some((length, axis) => length !== actual.shape[axis])) {
    return { largest: Infinity, row: 0, otherLabels: 0 };
  }
  const rows = shape[0] ?? 1;
  const width = rows === 0 ? 0 : expected.data.length / rows;
  return expected.dtype.startsWith('float') && actual.dtype.startsWith('float')
    ? numbersApart(
        actual.data as Float64Array,
        expected.data as Float64Array,
        width,
        logarithms && actual.dtype === 'float32' ? FLOAT32_LEAST : -Infinity,
      )
    : labelsApart(actual.data, expected.data, width);
}

function numbersApart(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  width: number,
  least: number,
): Difference {
  const scales = new Float64Array(width);
  for (let i = 0; i < expected.length; i++) {
    const size = Math.abs(expected[i]!);
    if (size !== Infinity && size > scales[i % width]!) scales[i % width] = size;
  }
  // A column of zeros has no size of its own.
  for (let i = 0; i < width; i++) if (scales[i] === 0) scales[i] = 1;
  let largest = 0;
  let row = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i]!, expected[i]!];
    if (Object.is(a, b) || a === b || b < least) continue;
    const apart = Math.abs(a - b);
    // NaN against a number, and one infinity against another, are apart without measure.
    const relative = Number.isFinite(apart) ? apart / scales[i % width]! : Infinity;
    if (relative > largest) [largest, row] = [relative, Math.floor(i / width)];
  }
  return { largest, row, otherLabels: 0 };
}

function labelsApart(actual: ArrayLike<unknown>, expected: ArrayLike<unknown>, width: number): Difference {
  const rows = new Set<number>();
  for (let i = 0; i < expected.length; i++) {
    // An int64 label may come back as another integer type, of another JavaScript type.
    if (String(actual[i]) !== String(expected[i])) rows.add(Math.floor(i / width));
  }
  const [first = 0] = rows;
  return { largest: 0, row: first, otherLabels: rows.size };
}
