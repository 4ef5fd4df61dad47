import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert } from '../build/scope.js';
import { Table } from '../build/index.js';

const EULER = 0.5772156649015329;

/**
 * Topics of each row, iterated until they hardly change: each row stops by itself.
 * Source: sklearn.decomposition._lda.LatentDirichletAllocation.transform, _update_doc_distribution
 */
export const latentDirichletAllocation: Convert = (e, x, b) => ({
  transform() {
    const words = e.matrix('exp_dirichlet_component_');
    const prior = e.number('doc_topic_prior_');
    const tolerance = e.number('mean_change_tol');
    const count = words.shape[0]!;
    const rows = x.matrix();
    const weights = b.constant(words);
    const ones = b.repeat(rows, new Float64Array(count).fill(1));
    const initial = [ones, expectation(b, ones), b.greater(b.slice(ones, 0, 1), 0)];
    const [topics] = b.loop(initial, e.number('max_doc_update_iter'), (b, [topics, weight, isOpen]) => {
      const norm = b.add(b.matmul(weight!, weights), 2 ** -52);
      const next = b.add(b.mul(weight!, b.linear(b.div(rows, norm), words)), prior);
      const change = b.div(b.sum(b.abs(b.sub(topics!, next))), count);
      const stillOpen = b.and(isOpen!, b.greaterOrEqual(change, tolerance));
      return {
        after: [b.where(isOpen!, next, topics!), b.where(isOpen!, expectation(b, next), weight!), stillOpen],
        goesOn: b.greater(b.total(b.toFloat(stillOpen)), 0),
      };
    });
    return Table.of(b, b.div(topics!, b.sum(topics!)), count);
  },
});

/** `exp(psi(x) - psi(sum of the row))` */
function expectation(b: Build, x: Value): Value {
  return b.exp(b.sub(psi(b, x), psi(b, b.sum(x))));
}

/** The digamma function to as many digits as scikit-learn takes. Source: sklearn.decomposition._online_lda_fast.psi */
function psi(b: Build, x: Value): Value {
  let shifted = x;
  let result = b.mul(x, 0);
  for (let step = 0; step < 6; step++) {
    const isSmall = b.less(shifted, 6);
    result = b.where(isSmall, b.sub(result, b.div(1, shifted)), result);
    shifted = b.where(isSmall, b.add(shifted, 1), shifted);
  }
  const inverse = b.div(1, shifted);
  const square = b.square(inverse);
  const plus = b.add(result, b.sub(b.log(shifted), b.mul(inverse, 0.5)));
  const inner = b.sub(1 / 120, b.mul(square, 1 / 252));
  const series = b.mul(square, b.sub(1 / 12, b.mul(square, inner)));
  return b.where(b.lessOrEqual(x, 1e-6), b.sub(-EULER, b.div(1, x)), b.sub(plus, series));
}
