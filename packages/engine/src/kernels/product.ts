/** One row of a product of matrices, in JavaScript. Sums run over the inner axis in order, in float64. */

import type { Numbers } from '../held.js';

/** Columns that are summed together: one line of the cache, and a register each. */
export const PANEL = 8;

/**
 * One row of a product: `out[j] = sum of a[p] * b[p, j]`.
 *
 * @param as - steps from one element of the row of `a` to the next
 * @param packed - whether `b` is as {@link pack} makes it
 */
export function rowProduct(
  a: Numbers,
  ai: number,
  as: number,
  k: number,
  b: Numbers,
  bi: number,
  n: number,
  packed: boolean,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + PANEL <= n; j += PANEL) {
    const step = packed ? PANEL : n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let p = 0, at = ai, from = packed ? bi + j * k : bi + j; p < k; p++, at += as, from += step) {
      const x = a[at]!;
      s0 += x * b[from]!;
      s1 += x * b[from + 1]!;
      s2 += x * b[from + 2]!;
      s3 += x * b[from + 3]!;
      s4 += x * b[from + 4]!;
      s5 += x * b[from + 5]!;
      s6 += x * b[from + 6]!;
      s7 += x * b[from + 7]!;
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
    out[j + 4] = s4;
    out[j + 5] = s5;
    out[j + 6] = s6;
    out[j + 7] = s7;
  }
  const rest = packed ? n - j : n;
  for (let column = j; column < n; column++) {
    let sum = 0;
    for (
      let p = 0, at = ai, from = packed ? bi + j * k + (column - j) : bi + column;
      p < k;
      p++, at += as, from += rest
    )
      sum += a[at]! * b[from]!;
    out[column] = sum;
  }
}

/**
 * The columns of a constant matrix, eight by eight, each eight row after row: a product then reads it from front to back.
 *
 * @param turned - the matrix is stored with rows and columns exchanged
 * @param start - of the matrix
 */
export function pack(b: Numbers, k: number, n: number, turned: boolean, start = 0): Float64Array {
  const packed = new Float64Array(k * n);
  let at = 0;
  for (let j = 0; j < n; j += PANEL) {
    const end = Math.min(n, j + PANEL);
    for (let p = 0; p < k; p++)
      for (let column = j; column < end; column++)
        packed[at++] = b[start + (turned ? column * k + p : p * n + column)]!;
  }
  return packed;
}

/** The elements of a row that are not 0, and where they stand: after a Relu they are half. */
export class Sparse {
  values = new Float64Array(0);
  positions = new Int32Array(0);

  /** @returns how many they are */
  fill(a: Numbers, ai: number, as: number, k: number): number {
    if (this.values.length < k) [this.values, this.positions] = [new Float64Array(k), new Int32Array(k)];
    const { values, positions } = this;
    let count = 0;
    for (let p = 0, at = ai; p < k; p++, at += as) {
      values[count] = a[at]!;
      positions[count] = p;
      count += Number(a[at] !== 0);
    }
    return count;
  }
}

/** {@link rowProduct} of a packed matrix by a row of which only `count` elements are there: the same sums, without what adds 0. */
export function sparseProduct(
  { values, positions }: Sparse,
  count: number,
  k: number,
  b: Numbers,
  n: number,
  out: Float64Array,
): void {
  let j = 0;
  for (; j + PANEL <= n; j += PANEL) {
    const panel = j * k;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let i = 0; i < count; i++) {
      const x = values[i]!;
      const from = panel + positions[i]! * PANEL;
      s0 += x * b[from]!;
      s1 += x * b[from + 1]!;
      s2 += x * b[from + 2]!;
      s3 += x * b[from + 3]!;
      s4 += x * b[from + 4]!;
      s5 += x * b[from + 5]!;
      s6 += x * b[from + 6]!;
      s7 += x * b[from + 7]!;
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
    out[j + 4] = s4;
    out[j + 5] = s5;
    out[j + 6] = s6;
    out[j + 7] = s7;
  }
  const rest = n - j;
  for (let column = j; column < n; column++) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += values[i]! * b[j * k + (column - j) + positions[i]! * rest]!;
    out[column] = sum;
  }
}
