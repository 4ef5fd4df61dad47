/** The text in which LightGBM keeps a model. Source: LightGBM src/io/tree.cpp (Tree::ToString), src/boosting/gbdt_model_text.cpp */

import { malformed, unsupported } from '../read/index.js';
import type { Nodes } from '../tree/nodes.js';

/** What a feature's missing values are: none (NaN is 0), zeros (and NaN), or NaN. */
export type Missing = 'none' | 'zero' | 'nan';

const MISSING: readonly Missing[] = ['none', 'zero', 'nan'];
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;

export interface BoostedTree {
  readonly nodes: Nodes;
  /** By node; only those of leaves count. */
  readonly weights: Float64Array;
  /** By node, of those that compare a number: what is missing there. */
  readonly missing: readonly (Missing | undefined)[];
}

export interface BoosterModel {
  readonly trees: readonly BoostedTree[];
  readonly treesPerIteration: number;
  readonly features: readonly string[];
  /** By feature, whether its values are categories. */
  readonly categorical: readonly boolean[];
  /** Words: the objective, then its parameters as `name:value`. */
  readonly objective: readonly string[];
  /** True for the mean of the iterations instead of their sum (random forests). */
  readonly averages: boolean;
}

type Fields = ReadonlyMap<string, string>;

/**
 * @throws CodecError `malformed` for text that is no such model, `unsupported` for leaves that hold linear models
 */
export function readModelText(text: string, path: string): BoosterModel {
  const end = text.indexOf('\nend of trees');
  if (!/^tree\r?\n/.test(text) || end < 0) throw malformed('a text that is no model of LightGBM', path);
  const [header = '', ...trees] = text.slice(0, end).split(/\n(?=Tree=\d)/);
  const fields = fieldsOf(header);
  const features = words(fields, 'feature_names');
  const treesPerIteration = Number(fields.get('num_tree_per_iteration') ?? fields.get('num_class') ?? 1);
  if (features.length === 0 || !(treesPerIteration >= 1 && Number.isInteger(treesPerIteration)))
    throw malformed('a model of LightGBM without features or trees', path);
  return {
    trees: trees.map((tree, i) => readTree(fieldsOf(tree), `${path}.tree[${i}]`)),
    treesPerIteration,
    features,
    // A range is of numbers, a list of categories; a feature of one value has neither.
    categorical: words(fields, 'feature_infos').map((info) => info !== 'none' && !info.startsWith('[')),
    objective: words(fields, 'objective'),
    averages: fields.has('average_output'),
  };
}

function fieldsOf(block: string): Fields {
  return new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
}

function words(fields: Fields, name: string): string[] {
  return (fields.get(name) ?? '').split(' ').filter((word) => word !== '');
}

/** As C writes them. */
const SPECIAL: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: NaN, '-nan': NaN };

function numbers(fields: Fields, name: string, count: number, path: string): Float64Array {
  const found = Float64Array.from(words(fields, name), (word) => SPECIAL[word] ?? Number(word));
  if (found.length !== count) throw malformed(`${name} has ${found.length} numbers, not ${count}`, path);
  return found;
}

/** Inner nodes first, then the leaves. */
function readTree(fields: Fields, path: string): BoostedTree {
  const leaves = Number(fields.get('num_leaves'));
  if (!(leaves >= 1 && Number.isInteger(leaves))) throw malformed('a tree without leaves', path);
  if (Number(fields.get('is_linear') ?? 0) !== 0)
    throw unsupported('leaves that hold linear models (linear_tree)', path);
  const inner = leaves - 1;
  const count = inner + leaves;
  const values = numbers(fields, 'leaf_value', leaves, path);
  const read = (name: string): Float64Array => numbers(fields, name, inner, path);
  const [feature, threshold, kinds] = [read('split_feature'), read('threshold'), read('decision_type')];
  const left = new Int32Array(count).fill(-1);
  const right = new Int32Array(count).fill(-1);
  // A leaf is written as -1 - its position.
  const place = (child: number): number => (child >= 0 ? child : inner - 1 - child);
  read('left_child').forEach((child, i) => (left[i] = place(child)));
  read('right_child').forEach((child, i) => (right[i] = place(child)));
  const categories = categoriesOf(fields, path);
  const missingLeft = new Int32Array(count);
  const missing: (Missing | undefined)[] = [];
  const members: (readonly number[] | undefined)[] = [];
  const thresholds = new Float64Array(count);
  const splits = new Int32Array(count);
  for (let i = 0; i < inner; i++) {
    const kind = kinds[i]!;
    splits[i] = feature[i]!;
    thresholds[i] = threshold[i]!;
    if (kind & CATEGORICAL) {
      members[i] = categories(threshold[i]!);
      continue;
    }
    missing[i] = MISSING[(kind >> 2) & 3] ?? 'none';
    missingLeft[i] = Number(missing[i] === 'none' ? 0 <= threshold[i]! : (kind & DEFAULT_LEFT) !== 0);
  }
  const weights = new Float64Array(count);
  weights.set(values, inner);
  const nodes = { count, left, right, feature: splits, threshold: thresholds, missingLeft };
  return { nodes: members.length > 0 ? { ...nodes, members } : nodes, weights, missing };
}

/** The sets of categories that go left, by their position. */
function categoriesOf(fields: Fields, path: string): (set: number) => number[] {
  const count = Number(fields.get('num_cat') ?? 0);
  if (count === 0) return () => [];
  const bounds = numbers(fields, 'cat_boundaries', count + 1, path);
  const bits = numbers(fields, 'cat_threshold', bounds[count]!, path);
  return (set) => {
    const from = bounds[set];
    const to = bounds[set + 1];
    if (from === undefined || to === undefined || !(from >= 0 && from <= to && to <= bits.length))
      throw malformed(`a split by set ${set} of ${count}`, path);
    const found: number[] = [];
    for (let category = 0; category < 32 * (to - from); category++) {
      if ((bits[from + (category >> 5)]! >>> (category & 31)) & 1) found.push(category);
    }
    return found;
  };
}
