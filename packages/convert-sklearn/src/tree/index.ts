import type { Entries } from '../build/scope.js';
import { decisionTreeClassifier, decisionTreeRegressor } from './decision-tree.js';

export { distributions, joinOutputs, multiOutput, targetClasses } from './decision-tree.js';
export { meanImportances, treeImportances } from './importances.js';
export { leavesOf, reachedLeaves, sumOverTrees } from './leaves.js';
export { inColumns, nodeField, type Nodes } from './nodes.js';
export { assertTree, treeOf, treesOf, unreadTreeOf } from './tree.js';

export const tree: Entries = {
  'tree.DecisionTreeClassifier': decisionTreeClassifier,
  'tree.DecisionTreeRegressor': decisionTreeRegressor,
  'tree.ExtraTreeClassifier': decisionTreeClassifier,
  'tree.ExtraTreeRegressor': decisionTreeRegressor,
};
