import type { Entries } from '../build/scope.js';
import { adaBoostClassifier, adaBoostRegressor } from './ada-boost.js';
import { baggingClassifier, baggingInput, baggingRegressor } from './bagging.js';
import { forestClassifier, forestRegressor } from './forest.js';
import { gradientBoostingClassifier, gradientBoostingRegressor } from './gradient-boosting.js';
import { histGradientBoostingClassifier, histGradientBoostingRegressor } from './hist-gradient-boosting.js';
import { isolationForest } from './isolation-forest.js';
import { randomTreesEmbedding } from './random-trees-embedding.js';
import { stackingClassifier, stackingRegressor } from './stacking.js';
import { commonInput } from '../build/index.js';
import { votingClassifier, votingRegressor } from './voting.js';

export const ensemble: Entries = {
  'ensemble.AdaBoostClassifier': { convert: adaBoostClassifier, input: commonInput },
  'ensemble.AdaBoostRegressor': { convert: adaBoostRegressor, input: commonInput },
  'ensemble.BaggingClassifier': { convert: baggingClassifier, input: baggingInput },
  'ensemble.BaggingRegressor': { convert: baggingRegressor, input: baggingInput },
  'ensemble.ExtraTreesClassifier': forestClassifier,
  'ensemble.ExtraTreesRegressor': forestRegressor,
  'ensemble.GradientBoostingClassifier': gradientBoostingClassifier,
  'ensemble.GradientBoostingRegressor': gradientBoostingRegressor,
  'ensemble.HistGradientBoostingClassifier': histGradientBoostingClassifier,
  'ensemble.HistGradientBoostingRegressor': histGradientBoostingRegressor,
  'ensemble.IsolationForest': isolationForest,
  'ensemble.RandomForestClassifier': forestClassifier,
  'ensemble.RandomForestRegressor': forestRegressor,
  'ensemble.RandomTreesEmbedding': randomTreesEmbedding,
  'ensemble.StackingClassifier': stackingClassifier,
  'ensemble.StackingRegressor': stackingRegressor,
  'ensemble.VotingClassifier': votingClassifier,
  'ensemble.VotingRegressor': votingRegressor,
};
