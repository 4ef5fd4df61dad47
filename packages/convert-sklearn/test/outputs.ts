/** Compares what an estimator predicts with what it predicted in Python. */

import type { Method } from '@brine/core';
import type { Prediction } from '@brine/runtime';

/** An output in a sidecar. */
export interface ExpectedOutput {
  readonly shape: readonly number[];
  /** numpy's typestring. */
  readonly dtype: string;
  readonly data?: unknown;
  /** The first elements, where there are too many. */
  readonly first?: unknown;
}

/**
 * The largest difference allowed, in parts of the largest number of the output's column: none for a tree, 1e-14 for sums over trees,
 * 1e-12 for what linear algebra computes in another order, two bits of float32 for XGBoost.
 */
export function toleranceOf(className: string, method: Method): number {
  // A logarithm is no number of the tree: the last bit is the mathematical library's.
  if (method === 'predict_log_proba') return Math.max(1e-15, toleranceOf(className, 'predict_proba'));
  const name = className.slice(className.lastIndexOf('.') + 1);
  if (/^(DecisionTree|ExtraTree(?!s))/.test(name)) return 0;
  if (/Forest|ExtraTrees|GradientBoosting/.test(name)) return 1e-14;
  // Computed in float32: the last bits of exp are the library's (C or numpy).
  if (name.startsWith('XGB')) return 2 ** -22;
  return 1e-12;
}

/**
 * @param className - of the estimator: labels of classes are equal or not, numbers within a tolerance
 * @param tolerance - in parts of the largest number of the output's column
 */
export function compareOutput(
  expected: ExpectedOutput,
  actual: Prediction,
  method: Method,
  className: string,
  tolerance = toleranceOf(className, method),
): { expected: string; actual: string } | undefined {
  if (expected.shape.join() !== actual.shape.join())
    return { expected: `shape ${expected.shape.join()}`, actual: `shape ${actual.shape.join()}` };
  const wanted = flat(expected.data ?? expected.first);
  const given = Array.from(actual.data as ArrayLike<unknown>).slice(0, wanted.length);
  if (!/^.[fiub]/.test(expected.dtype) || (method === 'predict' && /^.[iub]/.test(expected.dtype))) {
    const at = wanted.findIndex((label, i) => text(label) !== text(given[i]));
    return at < 0 ? undefined : { expected: `${text(wanted[at])} in row ${at}`, actual: text(given[at]) };
  }
  const width = expected.shape.length > 1 ? expected.shape.at(-1)! : 1;
  for (let column = 0; column < width; column++) {
    const positions = Array.from({ length: Math.ceil((wanted.length - column) / width) }, (_, i) => i * width + column);
    const scale = Math.max(0, ...positions.map((i) => Math.abs(number(wanted[i]))).filter(Number.isFinite));
    for (const i of positions) {
      const [a, b] = [number(given[i]), number(wanted[i])];
      const isSame = Object.is(a, b) || a === b || Math.abs(a - b) <= tolerance * scale;
      if (!isSame)
        return {
          expected: `${b} at ${i}`,
          actual: `${a} (${(Math.abs(a - b) / scale).toExponential(2)} of the column's largest)`,
        };
    }
  }
  return undefined;
}

function flat(data: unknown): unknown[] {
  return Array.isArray(data) ? data.flatMap(flat) : [data];
}

function number(value: unknown): number {
  return value === null || value === 'NaN' ? NaN : Number(value);
}

function text(value: unknown): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
