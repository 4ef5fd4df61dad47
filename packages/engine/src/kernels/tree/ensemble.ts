/** TreeEnsemble of ai.onnx.ml opset 5. @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html */

import { misfit } from '../../errors.js';
import type { Held } from '../../held.js';
import { int, smallInts, tensorOf } from '../attributes.js';
import type { Kernel, Kernels, PlannedNode } from '../kernel.js';
import { rowsBeforePlanting, sumFew } from './few.js';
import { type Forest, plant } from './forest.js';
import { examine, type Extent, MODES, type Source } from './source.js';
import { aggregate, type Aggregate, AGGREGATES, type Run } from './sum.js';

/** The trees of a node. */
function sourceOf(node: PlannedNode): Source {
  const ints = (name: string): ArrayLike<number> => {
    const list = smallInts(node, name);
    if (!list) throw misfit(`a TreeEnsemble without ${name}`);
    return list;
  };
  const numbers = (name: string): ArrayLike<number> => {
    const tensor = tensorOf(node, name);
    if (!tensor) throw misfit(`a TreeEnsemble without ${name}`);
    return tensor.data as Float64Array;
  };
  const modes = numbers('nodes_modes');
  const values = tensorOf(node, 'membership_values')?.data as ArrayLike<number> | undefined;
  return {
    roots: ints('tree_roots'),
    features: ints('nodes_featureids'),
    modes,
    splits: numbers('nodes_splits'),
    yes: ints('nodes_truenodeids'),
    no: ints('nodes_falsenodeids'),
    yesIsLeaf: ints('nodes_trueleafs'),
    noIsLeaf: ints('nodes_falseleafs'),
    missing: smallInts(node, 'nodes_missing_value_tracks_true'),
    targets: ints('leaf_targetids'),
    weights: numbers('leaf_weights'),
    members: membersOf(modes, values ?? []),
  };
}

const IN = MODES.indexOf('in');

/** The sets stand one after another, in the order of the nodes that ask for one, with a NaN after each. */
function membersOf(modes: ArrayLike<number>, data: ArrayLike<number>): Map<number, Set<number>> {
  const sets = new Map<number, Set<number>>();
  let at = 0;
  for (let i = 0; i < modes.length; i++) {
    if (modes[i] !== IN) continue;
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
    const source = sourceOf(node);
    const how: Aggregate | undefined = AGGREGATES[int(node, 'aggregate_function', 1)];
    if (!how) throw misfit('a TreeEnsemble with an aggregate function that ONNX does not have');
    const targets = int(node, 'n_targets', 0) || examine(source).targets;
    let left = how === 'sum' ? rowsBeforePlanting(source) : 0;
    let planted: { readonly forest: Forest; readonly sums: Run } | undefined;
    return () => {
      const [rows, width] = rowsOf(input, planted?.forest);
      const to = out.reserve([rows, targets], rows * targets).numbers;
      left -= rows;
      if (left > 0) return sumFew(source, targets, input.numbers, rows, width, to);
      if (!planted) {
        const extent = examine(source);
        if (extent.targets > targets) throw misfit(`a leaf of target ${extent.targets - 1}, of ${targets}`);
        rowsOf(input, extent);
        const forest = plant(source, extent);
        planted = { forest, sums: aggregate(forest, how, targets, out.dtype === 'float64') };
      }
      planted.sums(input.numbers, rows, width, to);
    };
  },
};

/** @throws CodecError `option` for rows that are narrower than the trees' features */
export function rowsOf(
  { shape }: Held,
  { features }: Pick<Extent, 'features'> = { features: 0 },
): [rows: number, width: number] {
  const [rows = 1, width] = shape.length === 1 ? [1, shape[0]!] : shape;
  if (shape.length > 2 || !(width! >= features))
    throw misfit(`rows of shape [${shape.join(', ')}] for trees of ${features} features`);
  return [rows, width!];
}

export const treeKernels: Kernels = { TreeEnsemble: treeEnsemble };
