import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import { matrixOf, product, transpose } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import type { Numbers } from '../read/numbers.js';

/**
 * Coordinate descent: a component after the other, all rows at once.
 * Source: sklearn.decomposition._nmf._fit_coordinate_descent, sklearn.decomposition._cdnmf_fast
 */
export function byCoordinates(e: Estimator, b: Build, x: Value, components: Numbers): Value {
  const count = components.shape[0]!;
  if (e.flag('shuffle', false) && count > 1) throw e.refuse('components that are gone through in a random order');
  const { l1, l2 } = penalties(e, components);
  const gram = product(components, transpose(components));
  const hessian = b.constant(matrixOf(count, count, (i, j) => gram.data[i * count + j]! + (i === j ? l2 : 0)));
  const cross = b.linear(x, components);
  const target = l1 === 0 ? cross : b.sub(cross, l1);
  const positions = b.ints(Array.from({ length: count }, (_, i) => i));

  /** Every component once. */
  const sweep = (b: Build, weights: Value): { weights: Value; violation: Value } => {
    const [after, violation] = b.loop([weights, b.scalar(0)], count, (b, [weights, violation], turn) => {
      const row = b.gather(hessian, turn, 0);
      const gradient = b.sub(b.sum(b.mul(weights!, row)), b.unsqueeze(b.gather(target, turn, 1), 1));
      const own = b.unsqueeze(b.gather(weights!, turn, 1), 1);
      const projected = b.where(b.equal(own, 0), b.min(gradient, 0), gradient);
      const curvature = b.gather(row, turn, 0);
      const isFlat = b.equal(curvature, 0);
      const moved = b.max(b.sub(own, b.div(gradient, b.where(isFlat, 1, curvature))), 0);
      const isOwn = b.equal(positions, turn);
      return {
        after: [b.where(b.and(isOwn, b.not(isFlat)), moved, weights!), b.add(violation!, b.total(b.abs(projected)))],
      };
    });
    return { weights: after!, violation: violation! };
  };

  const tolerance = e.number('tol');
  const start = b.repeat(x, new Float64Array(count));
  const [result] = b.loop([start, b.scalar(0)], e.number('max_iter'), (b, [before, first], turn) => {
    const { weights, violation } = sweep(b, before!);
    const initial = b.where(b.equal(turn, 0), violation, first!);
    const isDone = b.or(b.equal(initial, 0), b.lessOrEqual(b.div(violation, initial), tolerance));
    return { after: [weights, initial], goesOn: b.not(isDone) };
  });
  return result!;
}

/** Source: sklearn.decomposition._nmf._BaseNMF._compute_regularization */
export function penalties(e: Estimator, { shape: [, width = 0] }: Numbers): { l1: number; l2: number } {
  const former = e.raw('alpha');
  if (typeof former === 'number' && former !== 0) throw e.refuse('alpha, which later versions know as alpha_W');
  const weight = width * e.number('alpha_W', 0);
  const ratio = e.number('l1_ratio', 0);
  return { l1: weight * ratio, l2: weight * (1 - ratio) };
}
