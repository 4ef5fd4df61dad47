import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';
import { transpose } from '../math/index.js';
import type { Estimator } from '../read/estimator.js';
import { numberOf, type Numbers } from '../read/index.js';
import { byCoordinates, penalties } from './nmf-coordinates.js';
import { divergence, multiplied, type Update } from './nmf-multiplicative.js';

/**
 * Weights of the components by the iteration that scikit-learn uses, turn by turn. It stops when all rows given together have
 * converged, so that the last digits of a row depend on the rows beside it, as they do in scikit-learn.
 * Source: sklearn.decomposition._nmf.NMF.transform
 */
export const nmf: Convert = (e, x, b) => ({
  transform() {
    const components = e.matrix('components_');
    const solve = e.choice('solver', ['cd', 'mu']) === 'cd' ? byCoordinates : byBlocks;
    return Table.of(b, solve(e, b, x.matrix(), components), components.shape[0]!);
  },
});

/** Source: sklearn.decomposition._nmf.MiniBatchNMF.transform, _solve_W */
export const miniBatchNmf: Convert = (e, x, b) => ({
  transform() {
    const components = e.matrix('components_');
    const update = updateOf(e, components);
    const tolerance = e.number('tol');
    const most = e.number('_transform_max_iter');
    const [weights] = b.loop([start(b, x.matrix(), components)], most, (b, [before]) => {
      const after = multiplied(b, x.matrix(), before!, update);
      const change = b.div(length(b, b.sub(after, before!)), length(b, after));
      return tolerance > 0 ? { after: [after], goesOn: b.not(b.lessOrEqual(change, tolerance)) } : { after: [after] };
    });
    return Table.of(b, weights!, components.shape[0]!);
  },
});

/** Turns between two looks at how much has been gained. */
const BLOCK = 10;

/** Source: sklearn.decomposition._nmf._fit_multiplicative_update */
function byBlocks(e: Estimator, b: Build, x: Value, components: Numbers): Value {
  const update = updateOf(e, components);
  const tolerance = e.number('tol');
  const most = e.number('max_iter');
  const weights = start(b, x, components);
  const first = divergence(b, x, weights, update);
  const [result] = b.loop([weights, first], Math.ceil(most / BLOCK), (b, [before, error], turn) => {
    const left = b.min(b.sub(b.scalar(most, 'int64'), b.mul(turn, BLOCK)), BLOCK);
    const [after] = b.loop([before!], left, (b, [value]) => ({ after: [multiplied(b, x, value!, update)] }));
    const now = divergence(b, x, after!, update);
    const gain = b.div(b.sub(error!, now), first);
    return tolerance > 0 ? { after: [after!, now], goesOn: b.not(b.less(gain, tolerance)) } : { after: [after!, now] };
  });
  return result!;
}

/** All weights alike. */
function start(b: Build, x: Value, components: Numbers): Value {
  const [count = 0, width = 0] = components.shape;
  const rows = b.total(b.repeat(x, [1]));
  const mean = b.div(b.total(x), b.mul(rows, width));
  return b.mul(b.repeat(x, new Float64Array(count).fill(1)), b.sqrt(b.div(mean, count)));
}

function length(b: Build, value: Value): Value {
  return b.sqrt(b.total(b.square(value)));
}

const LOSSES: Readonly<Record<string, number>> = { frobenius: 2, 'kullback-leibler': 1, 'itakura-saito': 0 };

function updateOf(e: Estimator, components: Numbers): Update {
  const name = e.text('beta_loss');
  const beta = name === undefined ? numberOf(e.raw('beta_loss')) : LOSSES[name];
  if (beta === undefined) throw e.refuse(`beta_loss=${name ?? 'of another type'}`);
  return {
    ...penalties(e, components),
    beta,
    components,
    transposed: transpose(components),
    // Until 1.3 only a product of exactly 0 was raised.
    raises: e.savedBy(1, 4, true) ? 'small' : 'zero',
  };
}
