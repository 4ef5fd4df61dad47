/** What the leaves that a row reaches make together: tree by tree, in the order of the trees, in float64. */

import type { Numbers } from '../../held.js';
import type { Forest } from './forest.js';
import { walkOf, walkRow } from './walk.js';

export type Aggregate = 'average' | 'sum' | 'min' | 'max';

/** Numbered as aggregate_function. */
export const AGGREGATES: readonly Aggregate[] = ['average', 'sum', 'min', 'max'];

/** Rows that go through a tree together: their numbers stay in the cache while the trees change. */
export const BLOCK = 512;

/** Below this many rows each goes through all trees by itself. */
const FEW = 8;

export type Run = (x: Numbers, rows: number, width: number, out: Numbers) => void;

/**
 * @param double - whether the result is float64: float32 is summed in float64 too, and rounded once
 * @param base - what is added to each target
 */
export function aggregate(
  forest: Forest,
  how: Aggregate,
  targets: number,
  double: boolean,
  base?: ArrayLike<number>,
): Run {
  const { count, roots } = forest;
  const walk = walkOf(forest);
  const leaves = new Int32Array(Math.max(BLOCK, count));
  const combine = how === 'min' ? least : how === 'max' ? most : sum;
  let sums = new Float64Array(0);
  return (x, rows, width, out) => {
    if (!double && sums.length < rows * targets) sums = new Float64Array(rows * targets);
    const to = double ? out : sums;
    if (combine === least || combine === most) to.fill(combine === least ? Infinity : -Infinity, 0, rows * targets);
    else to.fill(0, 0, rows * targets);
    if (rows < FEW && forest.mode === '<=' && combine === sum) {
      for (let row = 0; row < rows; row++) {
        walkRow(forest, x, row * width, leaves);
        sumRow(forest, leaves, to, row * targets);
      }
    } else
      for (let first = 0; first < rows; first += BLOCK) {
        const n = Math.min(BLOCK, rows - first);
        const block = first === 0 && n === rows ? x : x.subarray(first * width, (first + n) * width);
        for (let tree = 0; tree < count; tree++) {
          walk(forest, roots[tree]!, block, width, 0, n, leaves);
          combine(forest, leaves, n, to, first * targets, targets);
        }
      }
    if (how === 'average') for (let i = 0; i < rows * targets; i++) to[i]! /= count;
    if (combine === least || combine === most) zeroUntouched(to, rows * targets);
    if (base) for (let i = 0; i < rows * targets; i++) to[i]! += base[i % targets]!;
    if (to !== out) for (let i = 0; i < rows * targets; i++) out[i] = to[i]!;
  };
}

type Combine = (forest: Forest, leaves: Int32Array, n: number, out: Numbers, at: number, targets: number) => void;

const sum: Combine = ({ values, fields }, leaves, n, out, at, targets) => {
  for (let row = 0; row < n; row++, at += targets) {
    const leaf = leaves[row]!;
    out[at + fields[4 * leaf + 2]!]! += values[2 * leaf]!;
  }
};

/** The leaves of one row, tree by tree. */
function sumRow({ values, fields, count }: Forest, leaves: Int32Array, out: Numbers, at: number): void {
  for (let tree = 0; tree < count; tree++) {
    const leaf = leaves[tree]!;
    out[at + fields[4 * leaf + 2]!]! += values[2 * leaf]!;
  }
}

const least: Combine = ({ values, fields }, leaves, n, out, at, targets) => {
  for (let row = 0; row < n; row++, at += targets) {
    const to = at + fields[4 * leaves[row]! + 2]!;
    out[to] = Math.min(out[to]!, values[2 * leaves[row]!]!);
  }
};

const most: Combine = ({ values, fields }, leaves, n, out, at, targets) => {
  for (let row = 0; row < n; row++, at += targets) {
    const to = at + fields[4 * leaves[row]! + 2]!;
    out[to] = Math.max(out[to]!, values[2 * leaves[row]!]!);
  }
};

/** A target that no leaf has is 0, not the start of a minimum. */
function zeroUntouched(out: Numbers, n: number): void {
  for (let i = 0; i < n; i++) if (!Number.isFinite(out[i]!)) out[i] = 0;
}
