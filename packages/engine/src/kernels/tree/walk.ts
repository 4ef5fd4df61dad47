/** From a row to its leaf. */

import type { Numbers } from '../../held.js';
import type { Forest } from './forest.js';
import { type Mode, MODES } from './source.js';

/**
 * Walks one tree for the rows from `first` to `last`, and writes the place of each one's leaf.
 *
 * @param x - rows of `width` numbers
 */
type Walk = (
  forest: Forest,
  root: number,
  x: Numbers,
  width: number,
  first: number,
  last: number,
  leaves: Int32Array,
) => void;

/*
 * The comparison that nearly all trees have. `!(x <= split) | 0` is 0 or 1 without a jump, which would be guessed wrong every other time;
 * NaN goes to the second child. Four walks side by side, for a walk by itself waits for memory at each step.
 */

const lessOrEqual: Walk = ({ values, fields }, root, x, width, first, last, leaves) => {
  const start = fields[4 * root + 3]!;
  let row = first;
  let at = first * width;
  for (; row + 4 <= last; row += 4, at += 4 * width) {
    const [b1, b2, b3] = [at + width, at + 2 * width, at + 3 * width];
    let [n0, n1, n2, n3] = [root, root, root, root];
    let [c0, c1, c2, c3] = [start, start, start, start];
    // A leaf's child is -1: while none of the four has reached one, all of them step.
    while ((c0 | c1 | c2 | c3) >= 0) {
      n0 = c0 + bit(!(x[at + fields[4 * n0 + 2]!]! <= values[2 * n0]!));
      n1 = c1 + bit(!(x[b1 + fields[4 * n1 + 2]!]! <= values[2 * n1]!));
      n2 = c2 + bit(!(x[b2 + fields[4 * n2 + 2]!]! <= values[2 * n2]!));
      n3 = c3 + bit(!(x[b3 + fields[4 * n3 + 2]!]! <= values[2 * n3]!));
      c0 = fields[4 * n0 + 3]!;
      c1 = fields[4 * n1 + 3]!;
      c2 = fields[4 * n2 + 3]!;
      c3 = fields[4 * n3 + 3]!;
    }
    leaves[row] = descend(values, fields, n0, x, at);
    leaves[row + 1] = descend(values, fields, n1, x, b1);
    leaves[row + 2] = descend(values, fields, n2, x, b2);
    leaves[row + 3] = descend(values, fields, n3, x, b3);
  }
  for (; row < last; row++, at += width) leaves[row] = descend(values, fields, root, x, at);
};

const bit = (holds: boolean): number => (holds as unknown as number) | 0;

function descend(values: Float64Array, fields: Int32Array, node: number, x: Numbers, at: number): number {
  for (let child = fields[4 * node + 3]!; child >= 0; child = fields[4 * node + 3]!)
    node = child + bit(!(x[at + fields[4 * node + 2]!]! <= values[2 * node]!));
  return node;
}

/**
 * One row through all trees, four trees side by side.
 *
 * @param leaves - gets the place of the leaf of each tree
 */
export function walkRow({ values, fields, roots, count }: Forest, x: Numbers, at: number, leaves: Int32Array): void {
  let tree = 0;
  for (; tree + 4 <= count; tree += 4) {
    let [n0, n1, n2, n3] = [roots[tree]!, roots[tree + 1]!, roots[tree + 2]!, roots[tree + 3]!];
    let [c0, c1, c2, c3] = [fields[4 * n0 + 3]!, fields[4 * n1 + 3]!, fields[4 * n2 + 3]!, fields[4 * n3 + 3]!];
    while ((c0 | c1 | c2 | c3) >= 0) {
      n0 = c0 + bit(!(x[at + fields[4 * n0 + 2]!]! <= values[2 * n0]!));
      n1 = c1 + bit(!(x[at + fields[4 * n1 + 2]!]! <= values[2 * n1]!));
      n2 = c2 + bit(!(x[at + fields[4 * n2 + 2]!]! <= values[2 * n2]!));
      n3 = c3 + bit(!(x[at + fields[4 * n3 + 2]!]! <= values[2 * n3]!));
      c0 = fields[4 * n0 + 3]!;
      c1 = fields[4 * n1 + 3]!;
      c2 = fields[4 * n2 + 3]!;
      c3 = fields[4 * n3 + 3]!;
    }
    leaves[tree] = descend(values, fields, n0, x, at);
    leaves[tree + 1] = descend(values, fields, n1, x, at);
    leaves[tree + 2] = descend(values, fields, n2, x, at);
    leaves[tree + 3] = descend(values, fields, n3, x, at);
  }
  for (; tree < count; tree++) leaves[tree] = descend(values, fields, roots[tree]!, x, at);
}

const less: Walk = ({ values, fields }, root, x, width, first, last, leaves) => {
  for (let row = first, at = first * width; row < last; row++, at += width) {
    let node = root;
    for (let child = fields[4 * node + 3]!; child >= 0; child = fields[4 * node + 3]!)
      node = x[at + fields[4 * node + 2]!]! < values[2 * node]! ? child : child + 1;
    leaves[row] = node;
  }
};

const TESTS: Readonly<Record<Mode, (x: number, split: number, members: ReadonlySet<number> | undefined) => boolean>> = {
  '<=': (x, split) => x <= split,
  '<': (x, split) => x < split,
  '>=': (x, split) => x >= split,
  '>': (x, split) => x > split,
  '==': (x, split) => x === split,
  '!=': (x, split) => x !== split,
  in: (x, _, members) => members!.has(x),
};
/** By the number of the mode. */
export const BY_NUMBER = MODES.map((mode) => TESTS[mode]);

/** Every comparison, and NaN where the node sends it. */
const any: Walk = ({ values, fields, kinds, mode, members }, root, x, width, first, last, leaves) => {
  const uniform = mode === undefined ? 0 : MODES.indexOf(mode);
  for (let row = first, at = first * width; row < last; row++, at += width) {
    let node = root;
    for (let child = fields[4 * node + 3]!; child >= 0; child = fields[4 * node + 3]!) {
      const kind = kinds ? kinds[node]! : uniform;
      const value = x[at + fields[4 * node + 2]!]!;
      const holds =
        (value !== value && (kind & 8) !== 0) || BY_NUMBER[kind & 7]!(value, values[2 * node]!, members.get(node));
      node = holds ? child : child + 1;
    }
    leaves[row] = node;
  }
};

/** `<=` with NaN to the first child where the node says so. */
const lessOrEqualOrMissing: Walk = ({ values, fields, kinds }, root, x, width, first, last, leaves) => {
  for (let row = first, at = first * width; row < last; row++, at += width) {
    let node = root;
    for (let child = fields[4 * node + 3]!; child >= 0; child = fields[4 * node + 3]!) {
      const value = x[at + fields[4 * node + 2]!]!;
      node = value <= values[2 * node]! || (value !== value && kinds![node]! >= 8) ? child : child + 1;
    }
    leaves[row] = node;
  }
};

/** The fastest walk that is right for all nodes. */
export function walkOf({ mode, kinds }: Forest): Walk {
  if (mode === '<=') return lessOrEqual;
  if (mode === '<') return less;
  return kinds && areLessOrEqual(kinds) ? lessOrEqualOrMissing : any;
}

function areLessOrEqual(kinds: Uint8Array): boolean {
  for (let i = 0; i < kinds.length; i++) if ((kinds[i]! & 7) !== 0) return false;
  return true;
}
