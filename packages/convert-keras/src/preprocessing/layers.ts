/** Layers that prepare data. Source: keras.src.layers.preprocessing */

import type { Value } from '@brine/graph';
import type { Call, Convert } from '../build/call.js';
import { Tensor } from '../build/tensor.js';
import { malformed } from '../read/errors.js';
import type { Entries } from '../registry.js';
import { encode } from './encode.js';
import { hashing } from './hashing.js';
import { centerCrop, resizing } from './images.js';
import { integerLookup, stringLookup } from './lookup.js';
import { textVectorization } from './text.js';

/** Numbers in lists in lists, flat. */
function flat(value: unknown): readonly number[] {
  const numbers: number[] = [];
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...(next as unknown[]).toReversed());
    else if (typeof next === 'number') numbers.push(next);
  }
  return numbers;
}

/** Means and variances: given in the configuration, or learned. */
function momentsOf(call: Call): readonly [readonly number[], readonly number[]] {
  const { config, layer } = call;
  if (config.has('mean')) return [flat(config.get('mean')), flat(config.get('variance'))];
  const [mean, variance] = layer.weights;
  if (!mean || !variance) throw malformed('it has no mean and variance: it was not adapted', layer.path);
  return [Array.from(mean.data as Float32Array), Array.from(variance.data as Float32Array)];
}

/** What Keras takes for no variance: its `backend.epsilon()`. */
const LEAST = 1e-7;

const normalization: Convert = (call) => {
  const { b, input, config } = call;
  const [mean, variance] = momentsOf(call);
  const stored = config.get('axis');
  const axes = (typeof stored === 'number' ? [stored] : config.integers('axis', undefined, [])).map((axis) =>
    axis < 0 ? axis + input.rank : axis,
  );
  const shape = mean.length === 1 ? [] : input.shape.map((length, axis) => (axes.includes(axis) ? length! : 1));
  const spread = Float32Array.from(variance, (x) => Math.max(Math.sqrt(Math.fround(x)), LEAST));
  const [centre, scale] = [b.floats(mean, shape), b.floats(spread, shape)];
  const x = b.toFloat(input.value);
  const value = config.boolean('invert', false) ? b.add(centre, b.mul(x, scale)) : b.div(b.sub(x, centre), scale);
  return input.with(value, input.shape);
};

/** A number, or one for each channel. */
function numbers({ b, config }: Call, name: string, otherwise: number): Value {
  const list = flat(config.get(name));
  return list.length > 1 ? b.floats(list) : b.scalar(list[0] ?? otherwise);
}

const rescaling: Convert = (call) => {
  const { b, input } = call;
  const x = b.toFloat(input.value);
  return input.with(b.add(b.mul(x, numbers(call, 'scale', 1)), numbers(call, 'offset', 0)), input.shape);
};

/** How many boundaries are not above it. */
const discretization: Convert = (call) => {
  const { b, input, config } = call;
  const bounds = flat(config.get('bin_boundaries'));
  if (bounds.length === 0) throw malformed('it has no boundaries: it was not adapted', call.layer.path);
  const above = b.greaterOrEqual(b.unsqueeze(b.toFloat(input.value), -1), b.floats(bounds));
  const indices = b.cast(b.reduce('ReduceSum', b.toFloat(above), [-1], false), 'int64');
  const mode = config.choice('output_mode', ['int', 'one_hot', 'multi_hot', 'count'], 'int');
  return encode(call, indices, input.shape, mode, bounds.length + 1);
};

const categoryEncoding: Convert = (call) => {
  const { b, input, config } = call;
  if (call.tensor('count_weights', 1)) throw config.refuse('count_weights');
  const mode = config.choice('output_mode', ['one_hot', 'multi_hot', 'count'], 'multi_hot');
  return encode(call, b.cast(input.value, 'int64'), input.shape, mode, config.number('num_tokens'));
};

/** Augmentation is for training: such a layer gives what it takes, as a float. */
const inactive: Convert = ({ b, input }) => Tensor.of(b, b.toFloat(input.value), input.shape, input.mask);

const AUGMENTATIONS = [
  'RandomBrightness',
  'RandomColorDegeneration',
  'RandomColorJitter',
  'RandomContrast',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomFlip',
  'RandomGaussianBlur',
  'RandomGrayscale',
  'RandomHue',
  'RandomInvert',
  'RandomPerspective',
  'RandomPosterization',
  'RandomRotation',
  'RandomSaturation',
  'RandomSharpness',
  'RandomShear',
  'RandomTranslation',
  'RandomZoom',
  'AugMix',
  'CutMix',
  'MixUp',
  'RandAugment',
];

export const preprocessing: Entries = {
  Normalization: normalization,
  Rescaling: rescaling,
  Discretization: discretization,
  CategoryEncoding: categoryEncoding,
  StringLookup: stringLookup,
  IntegerLookup: integerLookup,
  TextVectorization: textVectorization,
  Hashing: hashing,
  Resizing: resizing,
  CenterCrop: centerCrop,
  ...Object.fromEntries(AUGMENTATIONS.map((name) => [name, inactive])),
};
