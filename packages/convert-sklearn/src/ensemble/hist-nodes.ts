import { isKind, type PyNdArray } from '@brine/core';
import { attributePart, malformed, numbersOf, type Part } from '../read/index.js';
import { nodeField, type Nodes } from '../tree/index.js';

/** Words of a set of up to 256 categories. */
const WORDS = 8;

/** A tree of HistGradientBoosting. */
export interface HistTree {
  readonly nodes: Nodes;
  readonly values: Float64Array;
}

/**
 * Reads a predictor. A missing value, or a category that was not seen, goes where the node says; a category node is turned so that this is
 * the false branch, which everything unlisted takes.
 * Source: sklearn.ensemble._hist_gradient_boosting._predictor._predict_one_from_raw_data
 *
 * @param known - categories seen of each feature
 */
export function histTree(predictor: Part, known: (feature: number) => readonly number[]): HistTree {
  const part = attributePart(predictor, 'nodes');
  if (!part || !isKind(part.value, 'ndarray')) throw malformed('a predictor without nodes', predictor.path);
  const array: PyNdArray = part.value;
  const ints = (name: string) => Int32Array.from(nodeField(array, name, part.path));
  const left = ints('left');
  const right = ints('right');
  const isLeaf = ints('is_leaf');
  for (let i = 0; i < left.length; i++) if (isLeaf[i]) left[i] = right[i] = -1;
  const feature = ints('feature_idx');
  const missingLeft = ints('missing_go_to_left');
  const nodes = {
    count: left.length,
    left,
    right,
    feature,
    missingLeft,
    threshold: Float64Array.from(nodeField(array, 'num_threshold', part.path)),
  };
  const values = Float64Array.from(nodeField(array, 'value', part.path));
  const isCategorical = ints('is_categorical');
  if (!isCategorical.includes(1)) return { nodes, values };
  const sets = attributePart(predictor, 'raw_left_cat_bitsets');
  const words = sets ? numbersOf(sets.value, sets.path).data : new Float64Array();
  const which = ints('bitset_idx');
  const members = Array.from(left, (_, i) => {
    if (!isCategorical[i] || isLeaf[i]) return undefined;
    const goesLeft = (category: number): boolean =>
      ((words[which[i]! * WORDS + (category >> 5)]! >>> (category & 31)) & 1) === 1;
    if (!missingLeft[i]) return Array.from({ length: 32 * WORDS }, (__, k) => k).filter(goesLeft);
    [left[i], right[i]] = [right[i]!, left[i]!];
    missingLeft[i] = 0;
    return known(feature[i]!).filter((category) => !goesLeft(category));
  });
  return { nodes: { ...nodes, members }, values };
}
