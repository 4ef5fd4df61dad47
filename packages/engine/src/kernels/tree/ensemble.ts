/** TreeEnsemble of ai.onnx.ml opset 5. @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html */

import { misfit } from '../../errors.js';
import type { Held } from '../../held.js';
import { int, tensorOf, words } from '../attributes.js';
import type { Kernel, Kernels, PlannedNode } from '../kernel.js';
import { type Forest, MODES, plant } from './forest.js';
import { aggregate, type Aggregate, AGGREGATES } from './sum.js';

/** The forest of a node. */
function forestOf(node: PlannedNode): Forest {
  const ints = (name: string): Int32Array => {
    const list = words(node, name);
    if (!list) throw misfit(`a TreeEnsemble without ${name}`);
    return list;
  };
  const numbers = (name: string): ArrayLike<number> => {
    const tensor = tensorOf(node, name);
    if (!tensor) throw misfit(`a TreeEnsemble without ${name}`);
    return tensor.data as Float64Array;
  };
  const modes = numbers('nodes_modes');
  const members = tensorOf(node, 'membership_values')?.data as ArrayLike<number> | undefined;
  return plant({
    step: 2,
    roots: ints('tree_roots'),
    features: ints('nodes_featureids'),
    modes,
    splits: numbers('nodes_splits'),
    yes: ints('nodes_truenodeids'),
    no: ints('nodes_falsenodeids'),
    yesIsLeaf: ints('nodes_trueleafs'),
    noIsLeaf: ints('nodes_falseleafs'),
    missing: words(node, 'nodes_missing_value_tracks_true'),
    targets: ints('leaf_targetids'),
    weights: numbers('leaf_weights'),
    members: members ? membersOf(modes, members) : new Map(),
  });
}

/** The sets stand one after another, in the order of the nodes that ask for one, with a NaN after each. */
function membersOf(modes: ArrayLike<number>, data: ArrayLike<number>): Map<number, Set<number>> {
  const sets = new Map<number, Set<number>>();
  let at = 0;
  for (let i = 0; i < modes.length; i++) {
    if (MODES[modes[i]!] !== 'in') continue;
    const set = new Set<number>();
    for (; at < data.length && !Number.isNaN(data[at]!); at++) set.add(data[at]!);
    at++;
    sets.set(i, set);
  }
  return sets;
}

const treeEnsemble: Kernel = {
  types: { T: 'df' },
  // The specification and ONNX Runtime number the transforms differently, and no converter emits one.
  refuses: (node) => (int(node, 'post_transform', 0) === 0 ? undefined : 'a post_transform'),
  plan(node) {
    const [input, out] = [node.inputs[0]!, node.outputs[0]!];
    const forest = forestOf(node);
    const targets = int(node, 'n_targets', forest.targets);
    if (forest.targets > targets) throw misfit(`a leaf of target ${forest.targets - 1}, of ${targets}`);
    const how: Aggregate | undefined = AGGREGATES[int(node, 'aggregate_function', 1)];
    if (!how) throw misfit('a TreeEnsemble with an aggregate function that ONNX does not have');
    const sums = aggregate(forest, how, targets, out.dtype === 'float64');
    return () => {
      const [rows, width] = rowsOf(input, forest);
      const to = out.reserve([rows, targets], rows * targets).numbers;
      sums(input.numbers, rows, width, to);
    };
  },
};

/** @throws CodecError `option` for rows that are narrower than the trees' features */
export function rowsOf({ shape }: Held, forest: Forest): [rows: number, width: number] {
  const [rows = 1, width] = shape.length === 1 ? [1, shape[0]!] : shape;
  if (shape.length > 2 || !(width! >= forest.features))
    throw misfit(`rows of shape [${shape.join(', ')}] for trees of ${forest.features} features`);
  return [rows, width!];
}

export const treeKernels: Kernels = { TreeEnsemble: treeEnsemble };
