/**
 * TreeEnsembleRegressor and TreeEnsembleClassifier, as ai.onnx.ml had them before TreeEnsemble: nodes by tree and number, and leaves that may
 * weigh several targets each. Labels and the scores of two classes are as ONNX Runtime makes them; the specification leaves them open.
 * @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsembleClassifier.html
 */

import { misfit } from '../../errors.js';
import { asNumbers, type Numbers, setInt64 } from '../../held.js';
import { floats, int, tensorOf, text, texts, wideInts } from '../attributes.js';
import type { Kernel, Kernels, PlannedNode } from '../kernel.js';
import { rowsOf } from './ensemble.js';
import { type Forest, plant } from './forest.js';
import { examine, type Source } from './source.js';
import { TRANSFORMS } from '../scores.js';
import { BLOCK } from './sum.js';
import { walkOf } from './walk.js';

const BRANCHES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ'];

/** A forest whose leaves are numbered, and the weights of each: those from `starts[leaf]` to `starts[leaf + 1]`. */
interface Weighted {
  readonly forest: Forest;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly weights: ArrayLike<number>;
}

function list(node: PlannedNode, name: string): Int32Array {
  const given = wideInts(node, name);
  if (!given) throw misfit(`trees without ${name}`);
  return given;
}

/** Numbers in float32, or in a tensor of float64. */
function numbers(node: Pick<PlannedNode, 'attributes'>, name: string): ArrayLike<number> {
  return floats(node, name) ?? (tensorOf(node, `${name}_as_tensor`)?.data as Float64Array | undefined) ?? [];
}

/** Room for the number of a node beside that of its tree. */
const NODES = 2 ** 26;

/** @param what - `target` or `class` */
function weightedForest(node: PlannedNode, what: 'target' | 'class'): Weighted {
  const [trees, ids] = [list(node, 'nodes_treeids'), list(node, 'nodes_nodeids')];
  const [yes, no] = [list(node, 'nodes_truenodeids'), list(node, 'nodes_falsenodeids')];
  const [features, values] = [list(node, 'nodes_featureids'), numbers(node, 'nodes_values')];
  const modes = texts(node, 'nodes_modes') ?? [];
  const missing = wideInts(node, 'nodes_missing_value_tracks_true');
  const places = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) places.set(trees[i]! * NODES + ids[i]!, i);
  const placeOf = (tree: number, id: number): number => {
    const place = places.get(tree * NODES + id);
    if (place === undefined) throw misfit(`tree ${tree} has no node ${id}`);
    return place;
  };
  // Inner nodes and leaves are counted apart.
  const number = new Int32Array(ids.length);
  const inner: number[] = [];
  let leaves = 0;
  modes.forEach((mode, i) => (number[i] = mode === 'LEAF' ? leaves++ : inner.push(i) - 1));
  const isLeaf = (i: number): boolean => modes[i] === 'LEAF';
  const children = new Uint8Array(ids.length);
  const child = (of: Int32Array) => inner.map((i) => placeOf(trees[i]!, of[i]!));
  const [yesPlaces, noPlaces] = [child(yes), child(no)];
  for (const place of [...yesPlaces, ...noPlaces]) children[place] = 1;
  const roots: number[] = [];
  const lone: number[] = [];
  for (let i = 0; i < ids.length; i++) if (!children[i]) (isLeaf(i) ? lone : roots).push(number[i]!);
  // A tree of one leaf gets a node whose children are both that leaf.
  const source: Source = {
    roots: [...roots, ...lone.map((_, i) => inner.length + i)],
    features: [...inner.map((i) => features[i]!), ...lone.map(() => 0)],
    modes: [...inner.map((i) => BRANCHES.indexOf(modes[i]!)), ...lone.map(() => 0)],
    splits: [...inner.map((i) => values[i]!), ...lone.map(() => 0)],
    yes: [...yesPlaces.map((place) => number[place]!), ...lone],
    no: [...noPlaces.map((place) => number[place]!), ...lone],
    yesIsLeaf: [...yesPlaces.map((place) => Number(isLeaf(place))), ...lone.map(() => 1)],
    noIsLeaf: [...noPlaces.map((place) => Number(isLeaf(place))), ...lone.map(() => 1)],
    missing: missing && [...inner.map((i) => missing[i]!), ...lone.map(() => 0)],
    targets: Int32Array.from({ length: leaves }, (_, leaf) => leaf),
    weights: new Float64Array(leaves),
    members: new Map<number, ReadonlySet<number>>(),
  };
  if (modes.length !== ids.length || inner.some((i) => !BRANCHES.includes(modes[i]!)))
    throw misfit('trees with modes that ONNX does not have');
  const [owners, nodes] = [list(node, `${what}_treeids`), list(node, `${what}_nodeids`)];
  return {
    forest: plant(source, examine(source)),
    ...weightsOf(node, what, leaves, (i) => number[placeOf(owners[i]!, nodes[i]!)]!),
  };
}

/** The weights in the order of the leaves. */
function weightsOf(node: PlannedNode, what: string, leaves: number, leafOf: (i: number) => number) {
  const [ids, weights] = [list(node, `${what}_ids`), numbers(node, `${what}_weights`)];
  const starts = new Int32Array(leaves + 1);
  for (let i = 0; i < ids.length; i++) starts[leafOf(i) + 1]!++;
  for (let leaf = 0; leaf < leaves; leaf++) starts[leaf + 1]! += starts[leaf]!;
  const next = starts.slice();
  const [targets, sorted] = [new Int32Array(ids.length), new Float64Array(ids.length)];
  for (let i = 0; i < ids.length; i++) {
    const at = next[leafOf(i)]!++;
    targets[at] = ids[i]!;
    sorted[at] = weights[i]!;
  }
  return { starts, targets, weights: sorted };
}

const COMBINE: Readonly<Record<string, (a: number, b: number) => number>> = {
  SUM: (a, b) => a + b,
  AVERAGE: (a, b) => a + b,
  MIN: Math.min,
  MAX: Math.max,
};

/** What the leaves of each row make together, and which targets have anything. */
class Scores {
  sums = new Float64Array(0);
  has = new Uint8Array(0);
  readonly #walk;
  readonly #leaves = new Int32Array(BLOCK);

  constructor(
    readonly weighted: Weighted,
    readonly targets: number,
    readonly how: string,
  ) {
    this.#walk = walkOf(weighted.forest);
    if (weighted.targets.some((target) => !(target >= 0 && target < targets)))
      throw misfit(`a leaf of a target beyond ${targets}`);
  }

  compute(x: Numbers, rows: number, width: number): void {
    const { forest, starts, targets: ids, weights } = this.weighted;
    const { targets } = this;
    const size = rows * targets;
    if (this.sums.length < size) [this.sums, this.has] = [new Float64Array(size), new Uint8Array(size)];
    const { sums, has } = this;
    const combine = COMBINE[this.how]!;
    sums.fill(0, 0, size);
    has.fill(0, 0, size);
    for (let first = 0; first < rows; first += BLOCK) {
      const n = Math.min(BLOCK, rows - first);
      const block = x.subarray(first * width, (first + n) * width);
      for (const root of forest.roots) {
        this.#walk(forest, root, block, width, 0, n, this.#leaves);
        for (let row = 0; row < n; row++) {
          const leaf = forest.fields[4 * this.#leaves[row]! + 2]!;
          for (let i = starts[leaf]!; i < starts[leaf + 1]!; i++) {
            const at = (first + row) * targets + ids[i]!;
            sums[at] = has[at] ? combine(sums[at]!, weights[i]!) : weights[i]!;
            has[at] = 1;
          }
        }
      }
    }
    if (this.how === 'AVERAGE') for (let i = 0; i < size; i++) sums[i]! /= forest.count;
  }
}

const regressor: Kernel = {
  types: { T: 'dfli' },
  outputs: () => ['float32'],
  refuses: (node) => (text(node, 'post_transform', 'NONE') === 'NONE' ? undefined : 'a post_transform'),
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const targets = int(node, 'n_targets', 1);
    const weighted = weightedForest(node, 'target');
    const scores = new Scores(weighted, targets, text(node, 'aggregate_function', 'SUM'));
    const base = numbers(node, 'base_values');
    return () => {
      const [rows, width] = rowsOf(input, weighted.forest);
      scores.compute(asNumbers(input), rows, width);
      const to = out.reserve([rows, targets]).numbers;
      for (let i = 0; i < out.size; i++) to[i] = scores.sums[i]! + (base[i % targets] ?? 0);
    };
  },
};

const classifier: Kernel = {
  types: { T: 'dfli' },
  outputs: ({ attributes }) => [attributes['classlabels_strings'] ? 'str' : 'int64', 'float32'],
  refuses(node) {
    const transform = text(node, 'post_transform', 'NONE');
    if (!Object.hasOwn(TRANSFORMS, transform)) return `the post_transform ${transform}`;
    // What they mean for two classes is said nowhere, but for one score with one base.
    const bases = numbers(node, 'base_values').length;
    const classes = (texts(node, 'classlabels_strings') ?? wideInts(node, 'classlabels_int64s'))?.length;
    const isScore = bases === 1 && wideInts(node, 'class_ids')?.every((id) => id === 0);
    return classes === 2 && bases > 0 && !isScore ? 'base_values of two classes' : undefined;
  },
  plan(node) {
    const input = node.inputs[0]!;
    const [label, out] = node.outputs;
    const names = texts(node, 'classlabels_strings');
    const codes = wideInts(node, 'classlabels_int64s');
    const count = (names ?? codes)?.length ?? 0;
    if (count === 0) throw misfit('a classifier without classes');
    const weighted = weightedForest(node, 'class');
    const scores = new Scores(weighted, count, 'SUM');
    const transform = text(node, 'post_transform', 'NONE');
    const row = rowOf(weighted, numbers(node, 'base_values'), transform, count);
    return () => {
      const [rows, width] = rowsOf(input, weighted.forest);
      scores.compute(asNumbers(input), rows, width);
      label?.reserve([rows]);
      const to = out?.reserve([rows, count]).numbers;
      for (let i = 0; i < rows; i++) {
        const [found, given] = row(scores, i * count);
        if (names) label!.texts[i] = names[found]!;
        else if (label) setInt64(label.words, i, codes![found]!);
        if (to) for (let j = 0; j < count; j++) to[i * count + j] = given[j]!;
      }
    };
  },
};

type RowScores = (scores: Scores, at: number) => readonly [found: number, given: readonly number[]];

/** The class of a row, and what its scores become. */
function rowOf({ targets, weights }: Weighted, base: ArrayLike<number>, transform: string, count: number): RowScores {
  const apply = TRANSFORMS[transform]!;
  const single = new Set(targets).size === 1;
  const positive = Array.from(weights).every((weight) => weight >= 0);
  if (count !== 2)
    return ({ sums, has }, at) => {
      const own = Array.from({ length: count }, (_, j) => sums[at + j]! + (base[j] ?? 0));
      const known = (j: number): boolean => has[at + j] === 1 || base.length === count;
      let found = -1;
      for (let j = 0; j < count; j++) if (known(j) && (found < 0 || own[j]! > own[found]!)) found = j;
      return [Math.max(0, found), apply(own)];
    };
  return ({ sums, has }, at) => {
    const two = has[at + 1] === 1;
    const one = sums[at]! + (base[0] ?? 0);
    const found = (two ? sums[at + 1]! : one) > (single && positive ? 0.5 : 0) ? 1 : 0;
    if (two) return [found, apply([sums[at]!, sums[at + 1]!])];
    // One score for both classes.
    if (single && positive) return [found, [1 - one, one]];
    return [found, transform === 'LOGISTIC' ? TRANSFORMS[transform]!([-one, one]) : [-one, one]];
  };
}

export const classicTreeKernels: Kernels = { TreeEnsembleRegressor: regressor, TreeEnsembleClassifier: classifier };
