import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Convert, Entry } from '../build/scope.js';
import { Table } from '../build/index.js';
import type { Estimator } from '../read/estimator.js';
import type { Numbers } from '../read/numbers.js';
import { coordinateDescent } from './coordinate-descent.js';
import { leastAngle } from './least-angle.js';
import { matchingPursuit } from './matching-pursuit.js';

/** Source: sklearn.decomposition._dict_learning.DictionaryLearning.transform */
export const dictionaryModel: Convert = (e, x, b) => ({
  transform: () => encoded(e, x, b, e.matrix('components_')),
});

/** Its dictionary is a parameter. Source: sklearn.decomposition._dict_learning.SparseCoder.transform */
export const sparseCoder: Entry = {
  input: (e) => ({ width: e.matrix('dictionary').shape[1]! }),
  convert: (e, x, b) => ({ transform: () => encoded(e, x, b, e.matrix('dictionary')) }),
};

type Coding = (e: Estimator, b: Build, x: Value, dictionary: Numbers) => Value;

/** By `transform_algorithm`: codes of rows, shape [rows, atoms]. Source: sklearn.decomposition._dict_learning._sparse_encode_precomputed */
const CODINGS: Readonly<Record<string, Coding>> = {
  lars: (e, b, x, dictionary) =>
    leastAngle(b, x, dictionary, { method: 'lar', penalty: 0, most: atomsPerRow(e, dictionary), isPositive: false }),
  lasso_cd(e, b, x, dictionary) {
    const width = dictionary.shape[1]!;
    return coordinateDescent(b, x, dictionary, {
      penalty: (penalty(e) / width) * width,
      most: e.number('transform_max_iter', 1000),
      isPositive: e.flag('positive_code', false),
      tolerance: e.savedBy(1, 3, true) ? 1e-8 : 1e-4,
      screens: e.savedBy(1, 8, true),
    });
  },
  lasso_lars: (e, b, x, dictionary) =>
    leastAngle(b, x, dictionary, {
      method: 'lasso',
      penalty: penalty(e) / dictionary.shape[1]!,
      most: e.number('transform_max_iter', 1000),
      isPositive: e.flag('positive_code', false),
    }),
  omp: (e, b, x, dictionary) => matchingPursuit(b, x, dictionary, atomsPerRow(e, dictionary)),
  threshold(e, b, x, dictionary) {
    const cross = b.linear(x, dictionary);
    const kept = b.max(b.sub(b.abs(cross), penalty(e)), 0);
    const code = b.mul(b.sign(cross), kept);
    return e.flag('positive_code', false) ? b.max(code, 0) : code;
  },
};

/** Source: sklearn.decomposition._dict_learning._BaseSparseCoding._transform */
function encoded(e: Estimator, x: Table, b: Build, dictionary: Numbers): Table {
  const algorithm = e.choice('transform_algorithm', Object.keys(CODINGS));
  const coding = CODINGS[algorithm]!;
  const code = coding(e, b, x.matrix(), dictionary);
  const count = dictionary.shape[0]!;
  if (!e.flag('split_sign', false)) return Table.of(b, code, count);
  return Table.of(b, b.concat([b.max(code, 0), b.max(b.neg(code), 0)]), 2 * count);
}

/** Since 1.0 it is the alpha of the fit where there is none of its own. */
function penalty(e: Estimator): number {
  return e.has('transform_alpha') ? e.number('transform_alpha') : e.number('alpha', 1);
}

function atomsPerRow(e: Estimator, { shape: [count = 0, width = 0] }: Numbers): number {
  if (e.has('transform_n_nonzero_coefs')) return e.number('transform_n_nonzero_coefs');
  return Math.trunc(Math.min(Math.max(width / 10, 1), count));
}
