/** Whether an HDF5 file is a Keras model or its weights, and that model. */

import type { Context, Hierarchy, JsonValue, KerasModel } from '@brine/core';
import { find } from '../walk.js';
import { readArchitecture } from './architecture.js';
import { parseJson } from './json.js';
import { namedWeights, readLegacy } from './legacy.js';
import { legacyLayers, legacyModel, storedLayer, storedModel, weightsModel, type Extras } from './model.js';
import { besideWeights } from './siblings.js';
import { Store } from './store.js';
import { listOf, textOf } from './text.js';

/** What a document needs of it. */
export interface KerasParts {
  readonly format: 'keras' | 'keras-weights';
  /** The class of the model. */
  readonly root?: string;
  readonly producer: Readonly<Record<string, string>>;
  model(): Promise<KerasModel>;
}

/** @returns undefined for a file that Keras did not write */
export async function kerasOf(hierarchy: Hierarchy, context: Context, name?: string): Promise<KerasParts | undefined> {
  const { root } = hierarchy;
  const config = await textOf(root, 'model_config');
  const weights = await find(root, 'model_weights');
  const holder = weights ?? root;
  const version = (await textOf(root, 'keras_version')) ?? (await textOf(holder, 'keras_version'));
  const backend = (await textOf(root, 'backend')) ?? (await textOf(holder, 'backend'));
  const producer = version === undefined ? {} : { keras: version };
  const extras = {
    ...(version === undefined ? {} : { kerasVersion: version }),
    ...(backend === undefined ? {} : { backend }),
  };
  if (config !== undefined) {
    const architecture = readArchitecture(parseJson(config, 'model_config'));
    const model = async () => {
      const legacy = weights?.kind === 'group' ? await readLegacy(weights) : undefined;
      return legacyModel(architecture, legacy, { ...extras, ...(await training(hierarchy)) });
    };
    return { format: 'keras', root: architecture.className, producer, model: once(model) };
  }
  if ((await listOf(root, 'layer_names')) !== undefined) {
    const model = async () => {
      const legacy = await readLegacy(root);
      const beside = await besideWeights(context, name);
      return beside ? legacyModel(beside, legacy, extras) : weightsModel(legacyLayers(legacy), extras);
    };
    return { format: 'keras-weights', producer, model: once(model) };
  }
  if (!(await isStore(hierarchy))) return undefined;
  const model = async () => {
    const store = await Store.open(root);
    const beside = await besideWeights(context, name);
    return beside ? storedModel(beside, store, extras) : weightsModel((await store.guess()).map(storedLayer), extras);
  };
  return { format: 'keras-weights', producer, model: once(model) };
}

/** Keras 3 keeps the model's own variables in `vars` and its layers beside it. */
async function isStore({ root }: Hierarchy): Promise<boolean> {
  const names = (await root.links()).map(({ name }) => name);
  const container = names.includes('layers') || names.includes('_layer_checkpoint_dependencies');
  const layers = (await find(root, 'layers')) ?? (await find(root, '_layer_checkpoint_dependencies'));
  if (!container || layers?.kind !== 'group') return false;
  for (const link of await layers.links()) {
    const layer = link.kind === 'hard' ? await link.open() : undefined;
    if (layer?.kind !== 'group') return false;
    if ((await find(layer, 'vars')) !== undefined) return true;
  }
  return names.includes('vars');
}

async function training({ root }: Hierarchy): Promise<Extras> {
  const compile = await textOf(root, 'training_config');
  const optimizer = await namedWeights(await find(root, 'optimizer_weights'), 'optimizer_weights');
  return {
    ...(compile === undefined ? {} : { compile: parseJson(compile, 'training_config') }),
    ...(optimizer.length > 0 ? { optimizer } : {}),
  };
}

/** A model out of its parts, as `.keras` and `model.json` have them. */
export async function kerasModel(
  config: JsonValue,
  weights: Hierarchy | undefined,
  extras: Extras,
): Promise<KerasModel> {
  const architecture = readArchitecture(config);
  if (!weights) return legacyModel(architecture, undefined, extras);
  const { root } = weights;
  const legacy = (await find(root, 'model_weights')) ?? root;
  if (legacy.kind === 'group' && (await listOf(legacy, 'layer_names')) !== undefined) {
    return legacyModel(architecture, await readLegacy(legacy), extras);
  }
  return storedModel(architecture, await Store.open(root), extras);
}

export function once<T>(read: () => Promise<T>): () => Promise<T> {
  let promise: Promise<T> | undefined;
  return () => (promise ??= read());
}
