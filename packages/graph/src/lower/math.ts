/** Arithmetic on values, for lowerings: numbers stand for constants. */

import type { Value } from '../builder/value.js';
import type { LowerBuilder } from './types.js';

type Operand = Value | number;

export interface Arithmetic {
  readonly add: (a: Operand, b: Operand) => Value;
  readonly sub: (a: Operand, b: Operand) => Value;
  readonly mul: (a: Operand, b: Operand) => Value;
  readonly div: (a: Operand, b: Operand) => Value;
  readonly less: (a: Operand, b: Operand) => Value;
  readonly equal: (a: Operand, b: Operand) => Value;
  readonly where: (condition: Value, then: Operand, otherwise: Operand) => Value;
  readonly abs: (x: Value) => Value;
  readonly exp: (x: Value) => Value;
  readonly log: (x: Value) => Value;
  readonly sqrt: (x: Value) => Value;
  /** -1, 0 or 1. */
  readonly sign: (x: Value) => Value;
  /** Highest power first. */
  readonly polynomial: (x: Value, coefficients: readonly number[]) => Value;
  /** `log(1 + x)`, exact near 0 too. */
  readonly log1p: (x: Value) => Value;
  /** `exp(x) - 1`, exact near 0 too. */
  readonly expm1: (x: Value) => Value;
}

export function arithmetic(g: LowerBuilder): Arithmetic {
  const value = (operand: Operand) => (typeof operand === 'number' ? g.scalar(operand) : operand);
  const binary = (opType: string) => (a: Operand, b: Operand) => g.op(opType, [value(a), value(b)]);
  const unary = (opType: string) => (x: Value) => g.op(opType, [x]);
  const [add, sub, mul, div] = [binary('Add'), binary('Sub'), binary('Mul'), binary('Div')];
  const [less, equal] = [binary('Less'), binary('Equal')];
  const where = (condition: Value, then: Operand, otherwise: Operand) =>
    g.op('Where', [condition, value(then), value(otherwise)]);
  const [abs, exp, log, sqrt, sign] = [unary('Abs'), unary('Exp'), unary('Log'), unary('Sqrt'), unary('Sign')];
  const polynomial = (x: Value, [first = 0, ...rest]: readonly number[]) =>
    rest.reduce<Value>((sum, coefficient) => add(mul(sum, x), coefficient), g.scalar(first));
  // W. Kahan: the rounding of u is in both the logarithm and the denominator, and cancels.
  const log1p = (x: Value) => {
    const u = add(x, 1);
    const lost = sub(u, 1);
    const plain = equal(lost, 0);
    const corrected = mul(log(u), div(x, where(plain, 1, lost)));
    return where(plain, x, where(less(u, Infinity), corrected, log(u)));
  };
  const expm1 = (x: Value) => {
    const u = exp(x);
    const plain = sub(u, 1);
    const near = less(abs(x), 1);
    const same = equal(plain, 0);
    const corrected = mul(plain, div(x, where(same, 1, log(where(near, u, 2)))));
    return where(near, where(same, x, corrected), plain);
  };
  return { add, sub, mul, div, less, equal, where, abs, exp, log, sqrt, sign, polynomial, log1p, expm1 };
}
