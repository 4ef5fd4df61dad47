/** Dense linear algebra on constants of a model, where scikit-learn calls LAPACK while it predicts. */

import type { Numbers } from '../read/numbers.js';

const at = ({ shape, data }: Numbers, i: number, j: number): number => data[i * shape[1]! + j]!;

/** A matrix by a formula. */
export function matrixOf(rows: number, columns: number, entry: (i: number, j: number) => number): Numbers {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = entry(i, j);
  return { shape: [rows, columns], data };
}

export function product(a: Numbers, b: Numbers): Numbers {
  const inner = a.shape[1]!;
  return matrixOf(a.shape[0]!, b.shape[1]!, (i, j) => {
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += at(a, i, k) * at(b, k, j);
    return sum;
  });
}

export function transpose(a: Numbers): Numbers {
  return matrixOf(a.shape[1]!, a.shape[0]!, (i, j) => at(a, j, i));
}

/**
 * The solution of `a x = b` by Gaussian elimination with partial pivoting, as LAPACK's gesv; and the logarithm of |det a|.
 */
export function solve(a: Numbers, b: Numbers): { solution: Numbers; logDeterminant: number } {
  const n = a.shape[0]!;
  const width = b.shape[1]!;
  const left = a.data.slice();
  const right = b.data.slice();
  let logDeterminant = 0;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(left[i * n + k]!) > Math.abs(left[pivot * n + k]!)) pivot = i;
    if (pivot !== k) {
      swapRows(left, n, k, pivot);
      swapRows(right, width, k, pivot);
    }
    const head = left[k * n + k]!;
    logDeterminant += Math.log(Math.abs(head));
    for (let i = k + 1; i < n; i++) {
      const factor = left[i * n + k]! / head;
      if (factor === 0) continue;
      for (let j = k; j < n; j++) left[i * n + j]! -= factor * left[k * n + j]!;
      for (let j = 0; j < width; j++) right[i * width + j]! -= factor * right[k * width + j]!;
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = 0; j < width; j++) {
      let sum = right[k * width + j]!;
      for (let i = k + 1; i < n; i++) sum -= left[k * n + i]! * right[i * width + j]!;
      right[k * width + j] = sum / left[k * n + k]!;
    }
  }
  return { solution: { shape: [n, width], data: right }, logDeterminant };
}

export function inverse(a: Numbers): Numbers {
  return solve(a, identityMatrix(a.shape[0]!)).solution;
}

export function logDeterminant(a: Numbers): number {
  return solve(a, { shape: [a.shape[0]!, 0], data: new Float64Array() }).logDeterminant;
}

export function identityMatrix(n: number): Numbers {
  return matrixOf(n, n, (i, j) => (i === j ? 1 : 0));
}

function swapRows(data: Float64Array, width: number, i: number, j: number): void {
  const row = data.slice(i * width, (i + 1) * width);
  data.copyWithin(i * width, j * width, (j + 1) * width);
  data.set(row, j * width);
}

/** A matrix of rows without columns: stands for training rows that a precomputed kernel does not need. */
export function emptyMatrix(rows: number): Numbers {
  return { shape: [rows, 0], data: new Float64Array() };
}
