/** Layers that the others stand on. Source: keras.src.layers.core, regularization, reshaping */

import type { Entries } from '../registry.js';
import { innerLayer } from '../read/inner.js';
import type { Convert } from '../build/call.js';
import { dense, einsumDense } from './dense.js';
import { embedding } from './embedding.js';

/** Does nothing when a model predicts. */
const inactive: Convert = (call) => call.input;

/** At inference the kernel is used as it was last normalised; the vector beside it is for training. */
const spectralNormalization: Convert = (call) => {
  const { layer, config } = call;
  const weights = layer.weights.filter(({ name }) => !/(?:^|\/)vector_u$/.test(name ?? ''));
  return call.scope.convert(innerLayer(layer, config.object('layer'), weights), call.args);
};

/** Names of layers that are there for training alone. */
const TRAINING = [
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
];

export const core: Entries = {
  Dense: dense,
  EinsumDense: einsumDense,
  Embedding: embedding,
  Identity: inactive,
  SpectralNormalization: spectralNormalization,
  ...Object.fromEntries(TRAINING.map((name) => [name, inactive])),
  Masking: (call) => {
    const { b, input } = call;
    const different = b.not(b.equal(input.value, call.config.number('mask_value', 0)));
    const any = b.reduce('ReduceMax', b.toFloat(different), [-1]);
    const kept = input.with(b.mul(input.value, any), input.shape);
    return kept.withMask(b.cast(b.squeeze(any, -1), 'bool'));
  },
  Lambda: (call) => {
    throw call.config.refuse(
      'a Lambda layer is Python code stored in the file',
      'Give a converter for it: the option `layers` of @brine/convert-keras, by the name of the layer or the class.',
    );
  },
};
