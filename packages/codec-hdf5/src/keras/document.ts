/** What is told of a Keras model. */

import type { Document, Inspection, KerasModel } from '@brine/core';
import { infoOf } from '../info.js';
import { layerTable } from './summary.js';

export function kerasDocument(
  format: 'keras' | 'keras-weights',
  model: () => Promise<KerasModel>,
  about: Pick<Inspection, 'producer' | 'details'>,
): Document {
  return {
    format,
    inspect: async () => kerasInspection(format, await model(), about),
    keras: model,
    tensors: async () => (await model()).weights,
    close: () => Promise.resolve(),
  };
}

export function kerasInspection(
  format: string,
  model: KerasModel,
  about: Pick<Inspection, 'producer' | 'details' | 'version'>,
): Inspection {
  const { className, weights } = model;
  return {
    format,
    ...about,
    ...(className === undefined ? {} : { root: className }),
    tensors: weights.map(infoOf),
    layerTable: layerTable(model),
  };
}
