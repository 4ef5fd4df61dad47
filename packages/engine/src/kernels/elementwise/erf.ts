/**
 * The error function to the last digits of a double: its Maclaurin series in the middle, and the continued fraction of its complement
 * outside.
 * @see https://dlmf.nist.gov/7.6 (7.6.2)
 * @see https://dlmf.nist.gov/7.9 (7.9.1)
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size !== size) return x;
  if (size < 2.5) return series(x);
  const rest = size > 6 ? 0 : complement(size);
  return x < 0 ? rest - 1 : 1 - rest;
}

/** Terms are all positive, so nothing cancels. */
function series(x: number): number {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * square) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * sum;
}

/** Depth of the fraction that gives all digits from 2.5 on. */
const DEPTH = 60;

function complement(x: number): number {
  let fraction = x;
  for (let n = DEPTH; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
}
