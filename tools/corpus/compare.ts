/** The comparison of tagged JSON, with the list of what only Python's code could compute. */

import { compareTagged as compare, type Difference } from '../../packages/core/test/compare-tagged.js';
import { inertOf } from './inert.js';

/**
 * Compares two trees: numbers exactly, ids up to renaming, sets in any order.
 *
 * @param path - of the file, for entries of the inert list that are for some files only
 * @returns the first difference, and the names of the listed values that our inert records stand for
 */
export function compareTagged(
  expected: unknown,
  actual: unknown,
  path: string,
): { difference?: Difference; inert: readonly string[] } {
  return compare(expected, actual, (node) => inertOf(node, path));
}
