import type { Entries } from '../build/scope.js';
import { decisionTreeClassifier, decisionTreeRegressor } from './decision-tree.js';

export const tree: Entries = {
  'tree.DecisionTreeClassifier': decisionTreeClassifier,
  'tree.DecisionTreeRegressor': decisionTreeRegressor,
  'tree.ExtraTreeClassifier': decisionTreeClassifier,
  'tree.ExtraTreeRegressor': decisionTreeRegressor,
};
