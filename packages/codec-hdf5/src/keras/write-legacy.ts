/** A Keras model as a legacy `.h5` file. @see keras/src/legacy/saving/legacy_h5_format.py, save_model_to_hdf5 */

import type { Hierarchy, KerasModel, Note, Tensor } from '@brine/core';
import { failure } from '../errors.js';
import { GroupMaker } from '../write/make.js';
import { isCompiled, legacyCompile } from './compile.js';
import { get, jsonText } from './json.js';
import { unique } from './store.js';

/** What stands in the place of a version that the model does not tell. */
const VERSION = '3.0.0';
const BACKEND = 'tensorflow';

export function legacyFile(model: KerasModel): { hierarchy: Hierarchy; notes: Note[] } {
  const { config, layers, compile, optimizer, kerasVersion = VERSION, backend = BACKEND } = model;
  if (config === undefined) throw noArchitecture();
  const root = new GroupMaker();
  root.text('backend', backend).text('keras_version', kerasVersion).text('model_config', jsonText(config));
  const compiled = legacyCompile(compile);
  const notes: Note[] = [];
  if (isCompiled(compile) && compiled === undefined && (get(compile, 'loss') ?? null) !== null) {
    const message =
      'loss and metrics are left out: .h5 files keep them with an optimizer, which this model has none of';
    notes.push({ code: 'BRINE-HDF5-COMPILE', message, loss: true });
  }
  if (isCompiled(compiled)) root.text('training_config', jsonText(compiled));
  const weights = root.at('model_weights').text('backend', backend).text('keras_version', kerasVersion);
  weights.texts(
    'layer_names',
    layers.map(({ name }) => name),
  );
  for (const { name, weights: own } of layers) named(weights.at(name), trainableFirst(own));
  named(weights.at('top_level_model_weights'), []);
  if (optimizer && optimizer.length > 0) named(root.at('optimizer_weights'), optimizer);
  return { hierarchy: { root: root.group }, notes };
}

export function noArchitecture(): Error {
  return failure({
    code: 'WEIGHTS-ALONE',
    fault: 'encode',
    message: 'these are weights alone: the layers that they are of are not known',
    hint: 'Put model.json or model.yaml beside the weights, or write them as .weights.h5.',
  });
}

function named(group: GroupMaker, weights: readonly Tensor[]): void {
  const names = weights.map(({ name }, i) => name ?? String(i));
  const distinct = unique(names).length === names.length ? names : names.map((name, i) => `${name}_${i}`);
  group.texts('weight_names', distinct);
  for (const [i, weight] of weights.entries()) group.dataset(distinct[i]!, weight);
}

/** Variables that are never trained, by what Keras calls them. */
const STATISTICS = /\/(moving_mean|moving_variance|mean|variance|count|vector_u)(:0)?$/;

/** The order of Keras 2: weights that are not trained come behind the others. */
export function trainableFirst(weights: readonly Tensor[]): Tensor[] {
  const isStatistic = ({ name = '' }: Tensor) => STATISTICS.test(name);
  return [...weights.filter((one) => !isStatistic(one)), ...weights.filter(isStatistic)];
}
