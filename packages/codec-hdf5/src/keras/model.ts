/** A Keras model out of its architecture and its weights. */

import type { JsonValue, KerasLayer, KerasModel, Tensor } from '@brine/core';
import type { Architecture, Spec } from './architecture.js';
import { inner, inOrder, type LegacyWeights } from './legacy.js';
import { type Store, type Stored, unique } from './store.js';

export interface Extras {
  readonly kerasVersion?: string;
  readonly backend?: string;
  readonly compile?: JsonValue;
  readonly optimizer?: readonly Tensor[];
}

/** Weights by layer, as an `.h5` file has them. */
export function legacyModel(architecture: Architecture, legacy: LegacyWeights | undefined, extras: Extras): KerasModel {
  const layers = (architecture.layers ?? []).map((spec) => legacyLayer(spec, legacy?.weights.get(spec.name) ?? []));
  return modelOf(architecture, layers, extras);
}

function legacyLayer(spec: Spec, weights: readonly Tensor[]): KerasLayer {
  const layers = inner(spec, weights)?.map((one) => legacyLayer(one.spec, one.weights));
  return layerOf(spec, inOrder(spec, weights), layers);
}

/** Weights by attribute, as `.weights.h5` has them. */
export async function storedModel(architecture: Architecture, store: Store, extras: Extras): Promise<KerasModel> {
  const layers = await store.layers(store.root, architecture.layers ?? []);
  const optimizer = await store.optimizer();
  return modelOf(architecture, layers.map(storedLayer), {
    ...extras,
    ...(optimizer.length > 0 ? { optimizer } : {}),
  });
}

export function storedLayer({ spec, weights, layers }: Stored): KerasLayer {
  return layerOf(spec, weights, layers?.map(storedLayer));
}

function layerOf(spec: Spec, weights: readonly Tensor[], layers: readonly KerasLayer[] | undefined): KerasLayer {
  const { layers: _, ...rest } = spec;
  return { ...rest, weights, ...(layers ? { layers } : {}) };
}

function modelOf(architecture: Architecture, layers: readonly KerasLayer[], extras: Extras): KerasModel {
  const { className, name, stored } = architecture;
  return {
    className,
    name,
    config: stored,
    layers,
    weights: unique(layers.flatMap(({ weights }) => weights)),
    ...extras,
  };
}

/** A file of weights alone: a layer for each group. */
export function weightsModel(layers: readonly KerasLayer[], extras: Extras): KerasModel {
  return { layers, weights: unique(layers.flatMap(({ weights }) => weights)), ...extras };
}

export function legacyLayers({ layers, weights }: LegacyWeights): KerasLayer[] {
  return layers.map((name) => ({ className: 'Layer', name, config: {}, weights: weights.get(name) ?? [] }));
}
