/**
 * Loops over two runs of numbers, one function for each operator: a loop with the operator in it is many times as fast as one that
 * calls it. Float32 is exact by rounding the float64 result once.
 */

import type { Numbers } from '../../held.js';

/** `out[oi + i] = a[ai + i * as] OP b[bi + i * bs]` for `n` elements. */
export type Loop = (
  a: Numbers,
  ai: number,
  as: number,
  b: Numbers,
  bi: number,
  bs: number,
  out: Numbers,
  oi: number,
  n: number,
) => void;

export const add: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! + b[bi]!;
};

export const subtract: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! - b[bi]!;
};

export const multiply: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! * b[bi]!;
};

export const divide: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! / b[bi]!;
};

export const less: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! < b[bi]! ? 1 : 0;
};

export const lessOrEqual: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! <= b[bi]! ? 1 : 0;
};

export const equal: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai] === b[bi]! ? 1 : 0;
};

export const and: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! & b[bi]!;
};

export const or: Loop = (a, ai, as, b, bi, bs, out, oi, n) => {
  for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = a[ai]! | b[bi]!;
};

/** The arguments the other way round. */
export function swapped(loop: Loop): Loop {
  return (a, ai, as, b, bi, bs, out, oi, n) => {
    loop(b, bi, bs, a, ai, as, out, oi, n);
  };
}

/** For operators that are rare: calls a function for each element. */
export function calling(f: (a: number, b: number) => number): Loop {
  return (a, ai, as, b, bi, bs, out, oi, n) => {
    for (const end = oi + n; oi < end; oi++, ai += as, bi += bs) out[oi] = f(a[ai]!, b[bi]!);
  };
}

/** For int64 and uint64: results wrap around as they are stored. */
export function callingBig(f: (a: bigint, b: bigint) => bigint): Loop {
  return calling(f as unknown as (a: number, b: number) => number);
}

/** For int64 and uint64: comparisons. */
export function askingBig(f: (a: bigint, b: bigint) => boolean): Loop {
  return calling(((a: bigint, b: bigint) => (f(a, b) ? 1 : 0)) as unknown as (a: number, b: number) => number);
}
