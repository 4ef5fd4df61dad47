/** TreeEnsemble of ai.onnx.ml 5. @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html */

import type { Attribute } from '@brine/core';
import { intOf } from '../../operators/attribute.js';
import { tensor } from '../../tensor.js';
import { int, type Call } from '../call.js';
import { ints, neededNumbers, numbersOf, tensorIn } from './attributes.js';
import { AGGREGATES, MEMBER, MODES, TRANSFORMS, type Aggregate, type Forest } from './forest.js';

/** A forest whose leaves add one number to one target each. */
export interface Ensemble {
  readonly forest: Forest;
  /** By leaf. */
  readonly targets: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  readonly count: number;
  readonly how: Aggregate;
  readonly transform: string;
}

export function readEnsemble(call: Call): Ensemble {
  const { node, refuse } = call;
  const [splits, weights, kinds] = ['nodes_splits', 'leaf_weights', 'nodes_modes'].map(
    (name) => tensorIn(call, name) ?? refuse(`it has no ${name}`),
  ) as [Tensor, Tensor, Tensor];
  const { dtype } = splits;
  if ((dtype !== 'float32' && dtype !== 'float64') || weights.dtype !== dtype)
    return refuse(`its rows are ${dtype}, which the older operators do not take`);
  const modes = kinds.data as Uint8Array;
  const members = modes.indexOf(MEMBER);
  if (members >= 0) return refuse(`its node ${members} lists values (BRANCH_MEMBER), which no older operator has`);
  const unknown = modes.findIndex((mode) => mode >= MODES.length);
  if (unknown >= 0) return refuse(`its node ${unknown} compares in a way that is not known`);
  const [features, yes, no, yesIsLeaf, noIsLeaf] = [
    'nodes_featureids',
    'nodes_truenodeids',
    'nodes_falsenodeids',
    'nodes_trueleafs',
    'nodes_falseleafs',
  ].map((name) => neededNumbers(call, name)) as [Numbers, Numbers, Numbers, Numbers, Numbers];
  const missing = numbersOf(call, 'nodes_missing_value_tracks_true');
  const targets = neededNumbers(call, 'leaf_targetids');
  const lengths = [splits.data, features, yes, no, yesIsLeaf, noIsLeaf, ...(missing ? [missing] : [])];
  if (lengths.some(({ length }) => length !== modes.length) || targets.length !== weights.data.length)
    return refuse('its lists of nodes have different lengths');
  const count = intOf(node.attributes, 'n_targets') ?? refuse('it does not say how many targets it has');
  if (targets.some((target) => !(target >= 0 && target < count))) return refuse(`it has a leaf of none of its targets`);
  const transform = intOf(node.attributes, 'post_transform') ?? 0;
  return {
    forest: {
      dtype,
      roots: neededNumbers(call, 'tree_roots'),
      features,
      modes,
      splits: splits.data as Float64Array,
      yes,
      no,
      yesIsLeaf,
      noIsLeaf,
      missing,
      leaves: weights.data.length,
    },
    targets,
    weights: weights.data as Float64Array,
    count,
    how: AGGREGATES[intOf(node.attributes, 'aggregate_function') ?? 1] ?? refuse('its aggregate function is not known'),
    transform:
      TRANSFORMS.get(transform) ??
      refuse(`its post_transform ${transform} is one thing to the specification and another to ONNX Runtime`),
  };
}

type Tensor = NonNullable<ReturnType<typeof tensorIn>>;
type Numbers = Float64Array;

/** The attributes. */
export function writeEnsemble(
  forest: Forest,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  count: number,
  how: Aggregate,
  transform: string,
): Record<string, Attribute> {
  const { dtype, missing } = forest;
  const floats = (values: ArrayLike<number>): Attribute => ({
    type: 'tensor',
    value: tensor(dtype, dtype === 'float64' ? Float64Array.from(values) : Float32Array.from(values)),
  });
  return {
    aggregate_function: int(AGGREGATES.indexOf(how)),
    leaf_targetids: ints(targets),
    leaf_weights: floats(weights),
    n_targets: int(count),
    nodes_falseleafs: ints(forest.noIsLeaf),
    nodes_falsenodeids: ints(forest.no),
    nodes_featureids: ints(forest.features),
    ...(missing ? { nodes_missing_value_tracks_true: ints(missing) } : {}),
    nodes_modes: { type: 'tensor', value: tensor('uint8', Uint8Array.from(forest.modes)) },
    nodes_splits: floats(forest.splits),
    nodes_trueleafs: ints(forest.yesIsLeaf),
    nodes_truenodeids: ints(forest.yes),
    post_transform: int([...TRANSFORMS].find(([, name]) => name === transform)![0]),
    tree_roots: ints(forest.roots),
  };
}
