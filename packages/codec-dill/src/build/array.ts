import { isKind, type PyValue } from '@brine/core';
import type { Reducer } from '@brine/codec-pickle/vm';

/**
 * dill's `_create_array(func, args, state, dict)`: the array that pickle would make of `func(*args)` and BUILD.
 *
 * @returns undefined, for the call to stay inert, unless that is an array with nothing of its own in its dict
 */
export const createArray: Reducer = (args, run) => {
  const [func, given, state, dict] = args;
  if (args.length > 4 || !isKind(given, 'tuple') || !isKind(state, 'tuple') || !isNothing(dict)) return undefined;
  if (!isKind(func, 'global') || func.name !== '_reconstruct' || !/^numpy\._?core\.multiarray$/.test(func.module)) {
    return undefined;
  }
  const array = run.reduce(func, given);
  if (!isKind(array, 'ndarray')) return undefined;
  run.build(array, state);
  return array;
};

function isNothing(dict: PyValue | undefined): boolean {
  return dict === undefined || dict === null || (isKind(dict, 'dict') && dict.entries.length === 0);
}
