/**
 * Few rows through many trees, as the file has them. A forest of a million nodes takes longer to plant than a few rows to go through it, and
 * many a process predicts once.
 */

import { misfit } from '../../errors.js';
import type { Numbers } from '../../held.js';
import type { Source } from './source.js';
import { BY_NUMBER } from './walk.js';

/** Nodes that a row passes in a tree, about. */
const DEPTH = 16;

/** How many rows may go through an examined source before planting it is the cheaper. */
export function rowsBeforePlanting({ roots, features }: Source): number {
  return features.length / (DEPTH * roots.length);
}

/**
 * Sums of the weights of the leaves that the rows reach, tree by tree, in float64.
 *
 * @param targets - sums that there are
 * @param x - rows of `width` numbers
 * @param out - `targets` sums for each row
 * @throws CodecError `option` for what a row meets on its way that is not there
 */
export function sumFew(source: Source, targets: number, x: Numbers, rows: number, width: number, out: Numbers): void {
  const { roots, weights, targets: targetOf } = source;
  const sums = new Float64Array(targets);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    const numbers = x.subarray(row * width, (row + 1) * width);
    for (let tree = 0; tree < roots.length; tree++) {
      const leaf = leafOf(source, roots[tree]!, numbers);
      const target = targetOf[leaf]!;
      if (!(target >= 0 && target < targets)) throw misfit(`there is no target ${target}`);
      sums[target]! += weights[leaf]!;
    }
    for (let target = 0; target < targets; target++) out[row * targets + target] = sums[target]!;
  }
}

/** Nothing was looked at before: each step is. */
function leafOf(source: Source, root: number, row: Numbers): number {
  const { features, modes, splits, yes, no, yesIsLeaf, noIsLeaf, missing, members, weights } = source;
  let node = root;
  for (let steps = 0; steps <= splits.length; steps++) {
    const test = BY_NUMBER[modes[node]!];
    if (!test) throw misfit(`there is no node ${node}, or none of a mode that there is`);
    const value = row[features[node]!];
    if (value === undefined) throw misfit(`there is no feature ${features[node]!} in rows of ${row.length}`);
    const holds = (value !== value && Boolean(missing?.[node])) || test(value, splits[node]!, members.get(node));
    const child = holds ? yes[node]! : no[node]!;
    if (!(holds ? yesIsLeaf[node] : noIsLeaf[node])) node = child;
    else if (child >= 0 && child < weights.length) return child;
    else throw misfit(`there is no leaf ${child}`);
  }
  throw misfit('two nodes share a node, and the way goes round');
}
