/** The layers of a model as `model.summary()` lists them. */

import type { JsonValue, KerasLayer, KerasModel, LayerInfo, LayerTable, Tensor } from '@brine/core';
import { sizeOf } from '@brine/core';
import { get } from './json.js';
import { callsOf } from './shapes/calls.js';
import type { Shape } from './shapes/shape.js';
import { outputShapes } from './shapes/shapes.js';

export function layerTable(model: KerasModel): LayerTable {
  const shapes = outputShapes(model);
  const frozen = frozenOf(model.layers);
  const isFrozen = (tensor: Tensor) => frozen.has(tensor);
  return {
    ...(model.name === undefined ? {} : { name: model.name }),
    layers: model.layers.map((layer) => rowOf(layer, shapes)),
    total: countOf(model.weights),
    trainable: countOf(model.weights.filter((tensor) => !isFrozen(tensor))),
    nonTrainable: countOf(model.weights.filter(isFrozen)),
    ...(model.optimizer ? { optimizer: countOf(model.optimizer) } : {}),
  };
}

function rowOf(layer: KerasLayer, shapes: ReadonlyMap<object, readonly Shape[]>): LayerInfo {
  const { name, className, inboundNodes, weights, layers, config } = layer;
  const outputs = shapes.get(layer);
  const from = callsOf(inboundNodes).flat();
  const isInside = layers && !isWrapper(config);
  return {
    name,
    className,
    ...(outputs ? { outputs } : {}),
    parameters: countOf(weights),
    ...(from.length > 0
      ? { connectedTo: from.map(({ layer: one, call, output }) => `${one}[${call}][${output}]`) }
      : {}),
    ...(isInside ? { layers: layers.map((inner) => rowOf(inner, shapes)) } : {}),
  };
}

/** Keras' summary does not look into the layer that a wrapper is around. */
function isWrapper(config: JsonValue): boolean {
  return get(config, 'layer') !== undefined;
}

function countOf(weights: readonly Tensor[]): number {
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Variables that are never trained, by what Keras calls them. */
const STATISTICS = /\/(moving_mean|moving_variance|mean|variance|count|vector_u)(:0)?$/;

/** Weights of layers that are frozen, and the statistics that normalisations keep. */
function frozenOf(layers: readonly KerasLayer[]): ReadonlySet<Tensor> {
  const frozen = new Set<Tensor>();
  const open = [...layers];
  for (let layer = open.pop(); layer; layer = open.pop()) {
    const isFrozen = get(layer.config, 'trainable') === false;
    for (const weight of layer.weights) if (isFrozen || STATISTICS.test(weight.name ?? '')) frozen.add(weight);
    if (layer.layers && !isFrozen) open.push(...layer.layers);
  }
  return frozen;
}
