import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { product } from '../math/index.js';
import type { Numbers } from '../read/numbers.js';

/** What one update multiplies by. */
export interface Update {
  /** Of the divergence: 2 is the Frobenius norm, 1 Kullback-Leibler, 0 Itakura-Saito. */
  readonly beta: number;
  readonly l1: number;
  readonly l2: number;
  readonly components: Numbers;
  readonly transposed: Numbers;
  /** What is raised to EPSILON before it is divided by: all that is smaller, or 0 alone. */
  readonly raises: 'small' | 'zero';
}

/** numpy.finfo(float32).eps */
const EPSILON = 2 ** -23;

function raised(b: Build, value: Value, { raises }: Update): Value {
  return b.where(raises === 'small' ? b.less(value, EPSILON) : b.equal(value, 0), EPSILON, value);
}

function power(b: Build, value: Value, exponent: number): Value {
  if (exponent === 1) return value;
  return exponent === -1 ? b.div(1, value) : exponent === 2 ? b.square(value) : b.pow(value, exponent);
}

/** The weights after one update. Source: sklearn.decomposition._nmf._multiplicative_update_w */
export function multiplied(b: Build, x: Value, weights: Value, update: Update): Value {
  const { beta, l1, l2 } = update;
  const { numerator, denominator } = beta === 2 ? frobenius(b, x, weights, update) : general(b, x, weights, update);
  let below = denominator;
  if (l1 > 0) below = b.add(below, l1);
  if (l2 > 0) below = b.add(below, b.mul(weights, l2));
  const ratio = b.div(numerator, b.where(b.equal(below, 0), EPSILON, below));
  const gamma = beta < 1 ? 1 / (2 - beta) : beta > 2 ? 1 / (beta - 1) : 1;
  return b.mul(weights, gamma === 1 ? ratio : b.pow(ratio, gamma));
}

interface Fraction {
  readonly numerator: Value;
  readonly denominator: Value;
}

function frobenius(b: Build, x: Value, weights: Value, { components, transposed }: Update): Fraction {
  return {
    numerator: b.linear(x, components),
    denominator: b.linear(weights, product(components, transposed)),
  };
}

function general(b: Build, x: Value, weights: Value, update: Update): Fraction {
  const { beta, components, transposed } = update;
  const fitted = b.linear(weights, transposed);
  const safe = beta < 2 ? raised(b, fitted, update) : fitted;
  const scale = beta === 0 ? b.square(b.div(1, safe)) : power(b, safe, beta - 2);
  const numerator = b.linear(beta === 1 ? b.div(x, safe) : b.mul(scale, x), components);
  if (beta === 1) return { numerator, denominator: b.repeat(weights, rowSums(components)) };
  const plain = beta < 1 ? safe : fitted;
  return { numerator, denominator: b.linear(power(b, plain, beta - 1), components) };
}

function rowSums({ shape: [rows = 0, width = 0], data }: Numbers): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) =>
    data.subarray(i * width, (i + 1) * width).reduce((sum, item) => sum + item, 0),
  );
}

/** How far the rows are from what the weights make of them. Source: sklearn.decomposition._nmf._beta_divergence(square_root=True) */
export function divergence(b: Build, x: Value, weights: Value, { beta, transposed }: Update): Value {
  const fitted = b.linear(weights, transposed);
  if (beta === 2) return b.sqrt(b.total(b.square(b.sub(x, fitted))));
  const counts = b.greater(x, EPSILON);
  const safe = b.where(b.less(fitted, EPSILON), EPSILON, fitted);
  const share = b.div(b.where(counts, x, 1), b.where(counts, safe, 1));
  const overCounted = (value: Value): Value => b.total(b.where(counts, value, 0));
  return b.sqrt(b.mul(b.max(distance(), 0), 2));

  function distance(): Value {
    if (beta === 1) {
      const logs = overCounted(b.mul(x, b.log(share)));
      return b.add(logs, b.sub(b.total(fitted), overCounted(x)));
    }
    if (beta === 0) {
      const cells = b.total(b.where(b.equal(x, x), 1, b.scalar(1)));
      return b.sub(b.sub(overCounted(share), cells), b.total(b.log(share)));
    }
    const crossed = overCounted(b.mul(x, power(b, safe, beta - 1)));
    const own = overCounted(b.pow(b.where(counts, x, 1), beta));
    const sum = b.add(b.sub(own, b.mul(crossed, beta)), b.mul(b.total(b.pow(fitted, beta)), beta - 1));
    return b.div(sum, beta * (beta - 1));
  }
}
