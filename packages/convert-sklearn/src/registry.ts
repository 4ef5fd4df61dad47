import { inDouble } from './build/double.js';
import type { Convert, Entries, Entry } from './build/scope.js';
import { calibration } from './calibration/calibration.js';
import { cluster } from './cluster/index.js';
import { compose } from './compose/index.js';
import { covariance } from './covariance/elliptic-envelope.js';
import { crossDecomposition } from './cross_decomposition/pls.js';
import { decomposition } from './decomposition/index.js';
import { discriminantAnalysis } from './discriminant_analysis/discriminant-analysis.js';
import { dummy } from './dummy/dummy.js';
import { ensemble } from './ensemble/index.js';
import { featureExtraction } from './feature_extraction/index.js';
import { featureSelection } from './feature_selection/index.js';
import { frozen } from './frozen/frozen.js';
import { gaussianProcess } from './gaussian_process/index.js';
import { impute } from './impute/index.js';
import { isotonicRegression } from './isotonic/isotonic.js';
import { kernelApproximation } from './kernel_approximation/kernel-approximation.js';
import { kernelRidge } from './kernel_ridge/kernel-ridge.js';
import { lightgbm } from './lightgbm/lightgbm.js';
import { linearModel } from './linear_model/index.js';
import { manifold } from './manifold/index.js';
import { mixtures } from './mixture/mixture.js';
import { modelSelection } from './model_selection/index.js';
import { multiclass } from './multiclass/multiclass.js';
import { multioutput } from './multioutput/multioutput.js';
import { naiveBayes } from './naive_bayes/naive-bayes.js';
import { neighbors } from './neighbors/index.js';
import { neuralNetwork } from './neural_network/neural-network.js';
import { pipeline } from './pipeline/index.js';
import { preprocessing } from './preprocessing/index.js';
import { randomProjection } from './random_projection/random-projection.js';
import type { Estimator } from './read/estimator.js';
import { semiSupervised } from './semi_supervised/label-propagation.js';
import { svm } from './svm/index.js';
import { tree } from './tree/index.js';
import { xgboost } from './xgboost/xgboost.js';

export type Registry = ReadonlyMap<string, Entry>;

/** Every estimator that is converted. */
export const ENTRIES: Entries = {
  ...calibration,
  ...cluster,
  ...compose,
  ...covariance,
  ...crossDecomposition,
  ...decomposition,
  ...discriminantAnalysis,
  ...dummy,
  ...ensemble,
  ...featureExtraction,
  ...featureSelection,
  ...frozen,
  ...gaussianProcess,
  ...impute,
  ...kernelApproximation,
  ...lightgbm,
  ...linearModel,
  ...manifold,
  ...mixtures,
  ...modelSelection,
  ...multiclass,
  ...multioutput,
  ...naiveBayes,
  ...neighbors,
  ...neuralNetwork,
  ...pipeline,
  ...preprocessing,
  ...randomProjection,
  ...semiSupervised,
  ...svm,
  ...tree,
  ...xgboost,
  'isotonic.IsotonicRegression': isotonicRegression,
  'kernel_ridge.KernelRidge': kernelRidge,
};

/** @param extra - entries of a user's own classes, by `module.Class` as stored */
export function makeRegistry(extra: Entries = {}): Registry {
  return new Map(
    Object.entries({ ...ENTRIES, ...extra }).map(([name, entry]) => {
      const known = asEntry(entry);
      return [name, IN_DOUBLE.test(name) ? { ...known, convert: inDouble(known.convert) } : known];
    }),
  );
}

/**
 * What computes in double in a graph of float32 too: nearest rows (whose order hangs on the last digits), sums of kernels that cancel,
 * iterations that stop when little changes, probabilities whose logarithm is asked for, comparisons with numbers that float32 does not hold.
 */
const IN_DOUBLE = new RegExp(
  '^(neighbors|gaussian_process|kernel_ridge|manifold|semi_supervised\\.Label|discriminant_analysis|impute|isotonic)|' +
    '^linear_model\\.(LogisticRegression|SGDClassifier)|^svm\\.(Nu|One|SVC|SVR)|^kernel_approximation\\.Nystroem|' +
    '^decomposition\\.(.*NMF|LatentDirichletAllocation|.*DictionaryLearning|SparseCoder)|^naive_bayes\\.BernoulliNB|' +
    '^preprocessing\\.(Label|Target|Ordinal|OneHot|Binarizer|KBins|Quantile|Spline)',
);

function asEntry(entry: Convert | Entry): Entry {
  return typeof entry === 'function' ? { convert: entry } : entry;
}

/**
 * The entry of a class, as stored or by family and name. scikit-learn has moved its private modules several times
 * (`sklearn.linear_model.logistic`, `sklearn.linear_model._logistic`), but never a class to another family.
 */
export function findEntry(registry: Registry, className: string): Entry | undefined {
  return registry.get(className) ?? registry.get(shortName(className));
}

export function shortName(className: string): string {
  const [top = '', family = '', ...rest] = className.split('.');
  const name = rest.at(-1) ?? family;
  return top === 'sklearn' ? `${family}.${name}` : `${top}.${name}`;
}

/** Estimators of scikit-learn that compute nothing for rows other than those that they were fitted on. */
export const NOTHING_NEW: ReadonlySet<string> = new Set(
  (
    'AgglomerativeClustering ClassicalMDS DBSCAN GraphicalLasso GraphicalLassoCV HDBSCAN MDS OPTICS SpectralBiclustering SpectralClustering ' +
    'SpectralCoclustering SpectralEmbedding TSNE EmpiricalCovariance LedoitWolf MinCovDet OAS ShrunkCovariance NearestNeighbors'
  ).split(' '),
);

/** Message, path and hint for a class that is not in the registry. */
export function whyNot({ className, name, path }: Estimator): [message: string, path: string, hint: string] {
  if (className.startsWith('sklearn.') && NOTHING_NEW.has(name)) {
    return [
      `${className} has no predict or transform for new rows`,
      path,
      'There is nothing to convert; brine inspect shows what it learned.',
    ];
  }
  return [
    `${className || 'an object without a class'} is no estimator that can be converted`,
    path,
    'docs/sklearn-support.md lists those that can. A converter of your own: the option `estimators` of @brine/convert-sklearn.',
  ];
}
