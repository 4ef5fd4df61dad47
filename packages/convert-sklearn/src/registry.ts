import { inDouble } from './build/index.js';
import type { Convert, Entries, Entry } from './build/scope.js';
import { classesIn } from './read/index.js';
import type { Estimator } from './read/estimator.js';
import type { PyValue } from '@brine/core';

export type Registry = ReadonlyMap<string, Entry>;

/**
 * What is converted, by family: the first module below `sklearn`, or the package. A family is imported when a file has a class of it.
 * The specifiers are literal, so that every bundler makes a chunk of each.
 */
export const FAMILIES: Readonly<Record<string, () => Promise<Entries>>> = {
  calibration: async () => (await import('./calibration/index.js')).calibration,
  cluster: async () => (await import('./cluster/index.js')).cluster,
  compose: async () => (await import('./compose/index.js')).compose,
  covariance: async () => (await import('./covariance/index.js')).covariance,
  cross_decomposition: async () => (await import('./cross_decomposition/index.js')).crossDecomposition,
  decomposition: async () => (await import('./decomposition/index.js')).decomposition,
  discriminant_analysis: async () => (await import('./discriminant_analysis/index.js')).discriminantAnalysis,
  dummy: async () => (await import('./dummy/index.js')).dummy,
  ensemble: async () => (await import('./ensemble/index.js')).ensemble,
  feature_extraction: async () => (await import('./feature_extraction/index.js')).featureExtraction,
  feature_selection: async () => (await import('./feature_selection/index.js')).featureSelection,
  frozen: async () => (await import('./frozen/index.js')).frozen,
  gaussian_process: async () => (await import('./gaussian_process/index.js')).gaussianProcess,
  impute: async () => (await import('./impute/index.js')).impute,
  isotonic: async () => (await import('./isotonic/index.js')).isotonic,
  kernel_approximation: async () => (await import('./kernel_approximation/index.js')).kernelApproximation,
  kernel_ridge: async () => (await import('./kernel_ridge/index.js')).kernelRidge,
  lightgbm: async () => (await import('./lightgbm/index.js')).lightgbm,
  linear_model: async () => (await import('./linear_model/index.js')).linearModel,
  manifold: async () => (await import('./manifold/index.js')).manifold,
  mixture: async () => (await import('./mixture/index.js')).mixtures,
  model_selection: async () => (await import('./model_selection/index.js')).modelSelection,
  multiclass: async () => (await import('./multiclass/index.js')).multiclass,
  multioutput: async () => (await import('./multioutput/index.js')).multioutput,
  naive_bayes: async () => (await import('./naive_bayes/index.js')).naiveBayes,
  neighbors: async () => (await import('./neighbors/index.js')).neighbors,
  neural_network: async () => (await import('./neural_network/index.js')).neuralNetwork,
  pipeline: async () => (await import('./pipeline/index.js')).pipeline,
  preprocessing: async () => (await import('./preprocessing/index.js')).preprocessing,
  random_projection: async () => (await import('./random_projection/index.js')).randomProjection,
  semi_supervised: async () => (await import('./semi_supervised/index.js')).semiSupervised,
  svm: async () => (await import('./svm/index.js')).svm,
  tree: async () => (await import('./tree/index.js')).tree,
  xgboost: async () => (await import('./xgboost/index.js')).xgboost,
};

/**
 * The converters of all classes that a value holds.
 *
 * @param own - entries of a user's classes, by `module.Class` as stored
 */
export async function registryFor(root: PyValue, own: Entries = {}): Promise<Registry> {
  const classes = [...classesIn(root)];
  const users = new Map(Object.entries(own));
  // A user's converter may ask for the converter of any class, also of one that it makes up itself.
  const isOpen = classes.some((name) => users.has(name) || users.has(shortName(name)));
  return makeRegistry(isOpen ? Object.keys(FAMILIES) : new Set(classes.map(familyOf)), own);
}

/** @param own - see {@link registryFor} */
export async function makeRegistry(families: Iterable<string>, own: Entries = {}): Promise<Registry> {
  const known = Array.from(families).filter((family) => Object.hasOwn(FAMILIES, family));
  const ours = await Promise.all(known.map((family) => FAMILIES[family]!()));
  return new Map(
    [...ours, own].flatMap(Object.entries<Convert | Entry>).map(([name, entry]) => {
      const full = asEntry(entry);
      return [name, IN_DOUBLE.test(name) ? { ...full, convert: inDouble(full.convert) } : full];
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

const familyOf = (className: string): string => shortName(className).split('.', 1)[0]!;

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
