import type { Value } from '@brine/graph';
import { isKind } from '@brine/core';
import type { Build } from '../build/build.js';
import { KERNEL_NAMES, KERNELS, METRICS } from '../math/index.js';
import { describe, Estimator, type Numbers, type Part, unsupported } from '../read/index.js';

/** Kernels may be nested; sums of sums are as deep as they are long. */
const MAX_DEPTH = 200;

type Kernel = (k: Estimator, b: Build, x: Value, y: Numbers, depth: number) => Value;

/** By class: values between rows and training rows. Source: sklearn.gaussian_process.kernels */
const GAUSSIAN_KERNELS: Readonly<Record<string, Kernel>> = {
  Sum: (k, b, x, y, depth) => b.add(nested(k, 'k1', b, x, y, depth), nested(k, 'k2', b, x, y, depth)),
  Product: (k, b, x, y, depth) => b.mul(nested(k, 'k1', b, x, y, depth), nested(k, 'k2', b, x, y, depth)),
  Exponentiation: (k, b, x, y, depth) => b.pow(nested(k, 'kernel', b, x, y, depth), k.number('exponent')),
  ConstantKernel: (k, b, x, y) => b.add(nothing(b, x, y), k.number('constant_value')),
  // Noise is only on the diagonal of the training rows.
  WhiteKernel: (_k, b, x, y) => nothing(b, x, y),
  RBF: (k, b, x, y) => b.exp(b.mul(squares(b, ...scaled(k, b, x, y)), -0.5)),
  Matern(k, b, x, y) {
    const nu = k.number('nu');
    const square = squares(b, ...scaled(k, b, x, y));
    if (nu === Infinity) return b.exp(b.div(square, -2));
    const distance = b.sqrt(square);
    if (nu === 0.5) return b.exp(b.neg(distance));
    if (nu === 1.5) {
      const far = b.mul(distance, Math.sqrt(3));
      return b.mul(b.add(far, 1), b.exp(b.neg(far)));
    }
    if (nu === 2.5) {
      const far = b.mul(distance, Math.sqrt(5));
      return b.mul(b.add(b.add(far, 1), b.div(b.square(far), 3)), b.exp(b.neg(far)));
    }
    throw k.refuse(`Matern(nu=${nu}), which needs a Bessel function`, 'Known are nu of 0.5, 1.5, 2.5 and infinity.');
  },
  RationalQuadratic(k, b, x, y) {
    const alpha = k.number('alpha');
    const base = b.add(b.div(squares(b, x, y), 2 * alpha * k.number('length_scale') ** 2), 1);
    return b.pow(base, -alpha);
  },
  ExpSineSquared(k, b, x, y) {
    const angle = b.mul(b.sqrt(squares(b, x, y)), Math.PI / k.number('periodicity'));
    return b.exp(b.mul(b.square(b.div(b.op('Sin', [angle]), k.number('length_scale'))), -2));
  },
  DotProduct: (k, b, x, y) => b.add(b.linear(x, y), k.number('sigma_0') ** 2),
  PairwiseKernel(k, b, x, y) {
    if (k.has('pairwise_kernels_kwargs')) throw k.refuse('PairwiseKernel with parameters of its own');
    const parameters = { gamma: k.number('gamma'), degree: 3, coef0: 1 };
    return KERNELS[k.choice('metric', KERNEL_NAMES)](b, x, y, parameters);
  },
};

/** Values of a kernel object between rows and training rows: shape [rows, training rows]. */
export function kernelValues(part: Part, b: Build, x: Value, y: Numbers, depth = 0): Value {
  const { kernel, formula } = known(part, GAUSSIAN_KERNELS, depth);
  return formula(kernel, b, x, y, depth);
}

type Diagonal = (k: Estimator, b: Build, x: Value, depth: number) => Value;

const one: Diagonal = (_k, b, x) => b.repeat(x, [1]);

/** By class: values between each row and itself, shape [rows, 1]. */
const DIAGONALS: Readonly<Record<string, Diagonal>> = {
  Sum: (k, b, x, depth) => b.add(ownDiagonal(k, 'k1', b, x, depth), ownDiagonal(k, 'k2', b, x, depth)),
  Product: (k, b, x, depth) => b.mul(ownDiagonal(k, 'k1', b, x, depth), ownDiagonal(k, 'k2', b, x, depth)),
  Exponentiation: (k, b, x, depth) => b.pow(ownDiagonal(k, 'kernel', b, x, depth), k.number('exponent')),
  ConstantKernel: (k, b, x) => b.repeat(x, [k.number('constant_value')]),
  WhiteKernel: (k, b, x) => b.repeat(x, [k.number('noise_level')]),
  RBF: one,
  Matern: one,
  RationalQuadratic: one,
  ExpSineSquared: one,
  DotProduct: (k, b, x) => b.add(b.sum(b.square(x)), k.number('sigma_0') ** 2),
  PairwiseKernel(k, b, x) {
    const metric = k.choice('metric', KERNEL_NAMES);
    if (metric === 'linear') return b.sum(b.square(x));
    if (metric === 'rbf' || metric === 'laplacian' || metric === 'chi2') return b.repeat(x, [1]);
    throw k.refuse(`the variance of PairwiseKernel(metric='${metric}')`);
  },
};

/** Values of a kernel object between each row and itself: shape [rows, 1]. */
export function kernelDiagonal(part: Part, b: Build, x: Value, depth = 0): Value {
  const { kernel, formula } = known(part, DIAGONALS, depth);
  return formula(kernel, b, x, depth);
}

function ownDiagonal(k: Estimator, name: string, b: Build, x: Value, depth: number): Value {
  return kernelDiagonal(k.part(name), b, x, depth + 1);
}

function known<T>(part: Part, formulas: Readonly<Record<string, T>>, depth: number): { kernel: Estimator; formula: T } {
  if (!isKind(part.value, 'object')) throw unsupported(`${describe(part.value)} where a kernel is needed`, part.path);
  if (depth > MAX_DEPTH) throw unsupported('kernels nested too deep', part.path);
  const kernel = new Estimator(part.value, part.path);
  const isKnown = kernel.className.startsWith('sklearn.gaussian_process.kernels.');
  const formula = isKnown && Object.hasOwn(formulas, kernel.name) ? formulas[kernel.name] : undefined;
  if (!formula)
    throw unsupported(`the kernel ${kernel.name}`, part.path, `Known are ${Object.keys(formulas).join(', ')}.`);
  return { kernel, formula };
}

function nested(k: Estimator, name: string, b: Build, x: Value, y: Numbers, depth: number): Value {
  return kernelValues(k.part(name), b, x, y, depth + 1);
}

function squares(b: Build, x: Value, y: Numbers): Value {
  return METRICS['euclidean']!({})!.rank(b, x, y);
}

/** Rows and training rows in units of the length scale, which may be one for each column. */
function scaled(k: Estimator, b: Build, x: Value, { shape, data }: Numbers): [Value, Numbers] {
  const scale = k.vector('length_scale');
  const width = shape[1]!;
  const at = (j: number): number => scale[scale.length === 1 ? 0 : j]!;
  return [b.div(x, b.floats(scale)), { shape, data: data.map((value, i) => value / at(i % width)) }];
}

/** Zeros of shape [rows, training rows]. */
function nothing(b: Build, x: Value, { shape: [count = 0] }: Numbers): Value {
  return b.repeat(x, new Float64Array(count));
}
