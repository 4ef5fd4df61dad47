import { delegate } from '../build/index.js';
import type { Entries } from '../build/scope.js';
import { logLinear, tweedie } from './generalized.js';
import { linearRegressor } from './linear.js';
import { scoringClassifier } from './linear-classifier.js';
import { logisticRegression } from './logistic-regression.js';
import { ridgeClassifier } from './ridge-classifier.js';
import { sgdClassifier, sgdOneClassSvm } from './sgd.js';

export { linearRegressor } from './linear.js';
export { bothClasses, difference, linearClassifier, scoringClassifier } from './linear-classifier.js';
export { inlierLabels } from './sgd.js';

export const linearModel: Entries = {
  'linear_model.ARDRegression': linearRegressor,
  'linear_model.BayesianRidge': linearRegressor,
  'linear_model.ElasticNet': linearRegressor,
  'linear_model.ElasticNetCV': linearRegressor,
  'linear_model.GammaRegressor': logLinear,
  'linear_model.HuberRegressor': linearRegressor,
  'linear_model.Lars': linearRegressor,
  'linear_model.LarsCV': linearRegressor,
  'linear_model.Lasso': linearRegressor,
  'linear_model.LassoCV': linearRegressor,
  'linear_model.LassoLars': linearRegressor,
  'linear_model.LassoLarsCV': linearRegressor,
  'linear_model.LassoLarsIC': linearRegressor,
  'linear_model.LinearRegression': linearRegressor,
  'linear_model.LogisticRegression': logisticRegression,
  'linear_model.LogisticRegressionCV': logisticRegression,
  'linear_model.MultiTaskElasticNet': linearRegressor,
  'linear_model.MultiTaskElasticNetCV': linearRegressor,
  'linear_model.MultiTaskLasso': linearRegressor,
  'linear_model.MultiTaskLassoCV': linearRegressor,
  'linear_model.OrthogonalMatchingPursuit': linearRegressor,
  'linear_model.OrthogonalMatchingPursuitCV': linearRegressor,
  'linear_model.PassiveAggressiveClassifier': scoringClassifier,
  'linear_model.PassiveAggressiveRegressor': linearRegressor,
  'linear_model.Perceptron': scoringClassifier,
  'linear_model.PoissonRegressor': logLinear,
  'linear_model.QuantileRegressor': linearRegressor,
  'linear_model.RANSACRegressor': delegate('estimator_'),
  'linear_model.Ridge': linearRegressor,
  'linear_model.RidgeCV': linearRegressor,
  'linear_model.RidgeClassifier': ridgeClassifier,
  'linear_model.RidgeClassifierCV': ridgeClassifier,
  'linear_model.SGDClassifier': sgdClassifier,
  'linear_model.SGDOneClassSVM': sgdOneClassSvm,
  'linear_model.SGDRegressor': linearRegressor,
  'linear_model.TheilSenRegressor': linearRegressor,
  'linear_model.TweedieRegressor': tweedie,
};
