/** Trees as a file has them. */

import { misfit } from '../../errors.js';

/** How a row is compared with a split; numbered as TreeEnsemble's nodes_modes. */
export const MODES = ['<=', '<', '>=', '>', '==', '!=', 'in'] as const;
export type Mode = (typeof MODES)[number];

/** The trees as a file has them: parallel arrays, children by position. */
export interface Source {
  readonly roots: ArrayLike<number>;
  readonly features: ArrayLike<number>;
  readonly modes: ArrayLike<number>;
  readonly splits: ArrayLike<number>;
  readonly yes: ArrayLike<number>;
  readonly no: ArrayLike<number>;
  /** Whether that child is a leaf. */
  readonly yesIsLeaf: ArrayLike<number>;
  readonly noIsLeaf: ArrayLike<number>;
  /** Whether NaN goes to the `yes` child. */
  readonly missing: ArrayLike<number> | undefined;
  readonly targets: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  /** Of nodes whose mode is `in`: the values, in the order of those nodes. */
  readonly members: ReadonlyMap<number, ReadonlySet<number>>;
}

/** What a source turns out to be once it has been looked through. */
export interface Extent {
  /** Trees. */
  readonly count: number;
  /** One more than the largest feature. */
  readonly features: number;
  /** One more than the largest target. */
  readonly targets: number;
}

/**
 * Looks through trees: every child is there and has one parent, a root none, so that every way from a root ends in a leaf.
 *
 * @throws CodecError `option` for children that are not there, or that two nodes share
 */
export function examine(source: Source): Extent {
  const { roots, features, modes, yes, no, yesIsLeaf, noIsLeaf, targets, weights } = source;
  const inner = features.length;
  const leaves = weights.length;
  const taken = new Uint8Array(inner);
  for (let i = 0; i < roots.length; i++) take(taken, roots[i]!);
  let most = -1;
  for (let i = 0; i < inner; i++) {
    if (!yesIsLeaf[i]) take(taken, yes[i]!);
    else if (!(yes[i]! >= 0 && yes[i]! < leaves)) throw misfit(`there is no leaf ${yes[i]!}`);
    if (!noIsLeaf[i]) take(taken, no[i]!);
    else if (!(no[i]! >= 0 && no[i]! < leaves)) throw misfit(`there is no leaf ${no[i]!}`);
    const feature = features[i]!;
    if (feature > most) most = feature;
    if (!(feature >= 0)) throw misfit(`there is no feature ${feature}`);
    if (!(modes[i]! < MODES.length)) throw misfit(`there is no mode ${modes[i]!}`);
  }
  return { count: roots.length, features: most + 1, targets: targetsOf(targets) };
}

function take(taken: Uint8Array, node: number): void {
  if (!(node >= 0 && node < taken.length)) throw misfit(`there is no node ${node}`);
  if (taken[node]) throw misfit(`two nodes share the node ${node}`);
  taken[node] = 1;
}

function targetsOf(targets: ArrayLike<number>): number {
  let most = -1;
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i]!;
    if (target > most) most = target;
    if (!(target >= 0)) throw misfit(`there is no target ${target}`);
  }
  return most + 1;
}
