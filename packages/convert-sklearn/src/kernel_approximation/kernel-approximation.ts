import type { Value } from '@brine/graph';
import type { Convert, Entries } from '../build/scope.js';
import { Table } from '../build/index.js';
import { dictEntries, isKind } from '@brine/core';
import { emptyMatrix, KERNEL_NAMES, KERNELS } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numberOf } from '../read/index.js';
import { polynomialCountSketch } from './polynomial-count-sketch.js';

/** Source: sklearn.kernel_approximation.RBFSampler.transform */
const rbfSampler: Convert = (e, x, b) => ({
  transform() {
    const weights = e.matrix('random_weights_');
    const count = weights.shape[1]!;
    const projection = b.add(b.matmul(x.matrix(), b.constant(weights)), b.floats(e.vector('random_offset_')));
    return Table.of(b, b.mul(b.op('Cos', [projection]), Math.sqrt(2 / e.number('n_components'))), count);
  },
});

/** Source: sklearn.kernel_approximation.SkewedChi2Sampler.transform */
const skewedChi2Sampler: Convert = (e, x, b) => ({
  transform() {
    const weights = e.matrix('random_weights_');
    const logs = b.log(b.add(x.matrix(), e.number('skewedness')));
    const projection = b.add(b.matmul(logs, b.constant(weights)), b.floats(e.vector('random_offset_')));
    return Table.of(
      b,
      b.mul(b.op('Cos', [projection]), Math.SQRT2 / Math.sqrt(e.number('n_components'))),
      weights.shape[1]!,
    );
  },
});

/** Source: sklearn.kernel_approximation.AdditiveChi2Sampler._transform_dense */
const additiveChi2Sampler: Convert = (e, x, b) => ({
  transform() {
    const steps = e.number('sample_steps');
    const interval = samplingInterval(e, steps);
    const rows = x.matrix();
    const isZero = b.equal(rows, 0);
    const orZero = (value: Value): Value => b.where(isZero, 0, value);
    const logs = b.mul(b.log(b.where(isZero, 1, rows)), interval);
    const parts = [orZero(b.sqrt(b.mul(rows, interval)))];
    for (let j = 1; j < steps; j++) {
      const factor = b.sqrt(b.div(b.mul(b.mul(rows, 2), interval), Math.cosh(Math.PI * j * interval)));
      const angle = b.mul(logs, j);
      parts.push(orZero(b.mul(factor, b.op('Cos', [angle]))), orZero(b.mul(factor, b.op('Sin', [angle]))));
    }
    return Table.of(b, b.concat(parts), x.width * parts.length);
  },
});

/** The given interval, or the tuned one of 1 to 3 steps. */
function samplingInterval(e: Estimator, steps: number): number {
  if (e.has('sample_interval')) return e.number('sample_interval');
  if (e.has('sample_interval_')) return e.number('sample_interval_');
  const tuned = { 1: 0.8, 2: 0.5, 3: 0.4 }[steps];
  if (tuned === undefined) throw e.refuse(`${steps} sample_steps without a sample_interval`);
  return tuned;
}

/** Source: sklearn.kernel_approximation.Nystroem.transform */
const nystroem: Convert = (e, x, b) => ({
  transform() {
    const kernel = e.choice('kernel', KERNEL_NAMES);
    const normalization = e.matrix('normalization_');
    const components = kernel === 'precomputed' ? emptyMatrix(x.width) : e.matrix('components_');
    const given = kernelParameters(e);
    const parameters = {
      gamma: given.get('gamma') ?? (kernel === 'chi2' ? 1 : 1 / components.shape[1]!),
      degree: given.get('degree') ?? 3,
      coef0: given.get('coef0') ?? 1,
    };
    const rows =
      kernel === 'precomputed' ? b.gather(x.matrix(), Array.from(e.vector('component_indices_'))) : x.matrix();
    return Table.of(
      b,
      b.linear(KERNELS[kernel](b, rows, components, parameters), normalization),
      normalization.shape[0]!,
    );
  },
});

/** Parameters that are set, in the dict `kernel_params` or by themselves. */
function kernelParameters(e: Estimator): Map<string, number> {
  const result = new Map<string, number>();
  const dict = e.raw('kernel_params');
  if (isKind(dict, 'dict')) {
    for (const [key, value] of dictEntries(dict)) {
      const number = numberOf(value);
      if (typeof key === 'string' && number !== undefined) result.set(key, number);
    }
  }
  for (const name of ['gamma', 'degree', 'coef0']) if (e.has(name)) result.set(name, e.number(name));
  return result;
}

export const kernelApproximation: Entries = {
  'kernel_approximation.AdditiveChi2Sampler': additiveChi2Sampler,
  'kernel_approximation.Nystroem': nystroem,
  'kernel_approximation.PolynomialCountSketch': polynomialCountSketch,
  'kernel_approximation.RBFSampler': rbfSampler,
  'kernel_approximation.SkewedChi2Sampler': skewedChi2Sampler,
};
