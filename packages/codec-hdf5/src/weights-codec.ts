import type { Codec } from '@brine/core';
import { codec as hdf5 } from './codec.js';
import { encodeWeights } from './keras/encode.js';

export const codec: Codec = {
  open: (source, context, options) => hdf5.open(source, context, options),
  encode: encodeWeights,
};
