import { arrayValues, isKind } from '@brine/core';
import type { InputSpec } from '../build/scope.js';
import type { Estimator } from './estimator.js';

/** What nearly every estimator says of its input: the number of columns, and their names when it was fitted on a data frame. */
export function defaultInput(e: Estimator): InputSpec {
  const names = featureNames(e);
  return {
    ...(e.has('n_features_in_') ? { width: e.number('n_features_in_') } : names ? { width: names.length } : {}),
    ...(names ? { names } : {}),
  };
}

function featureNames(e: Estimator): string[] | undefined {
  const value = e.raw('feature_names_in_');
  const names = isKind(value, 'ndarray') ? arrayValues(value) : undefined;
  return names?.every((name) => typeof name === 'string') ? names : undefined;
}
