/**
 * Weights as Keras 1 and 2 keep them, and Keras 3 in `.h5`: a group a layer, with the names of its weights in an attribute.
 * @see keras/src/legacy/saving/legacy_h5_format.py
 */

import type { HierarchyGroup, HierarchyObject, Tensor } from '@brine/core';
import { failure } from '../errors.js';
import { tensorOf } from '../tensors.js';
import { find } from '../walk.js';
import { isModel, type Spec, wrapped } from './architecture.js';
import { listOf } from './text.js';

export interface LegacyWeights {
  readonly layers: readonly string[];
  /** Weights by layer, trainable ones first. */
  readonly weights: ReadonlyMap<string, readonly Tensor[]>;
}

export async function readLegacy(group: HierarchyGroup): Promise<LegacyWeights> {
  const layers = (await listOf(group, 'layer_names')) ?? [];
  const weights = new Map<string, readonly Tensor[]>();
  for (const layer of layers) weights.set(layer, await namedWeights(await find(group, layer), layer));
  return { layers, weights };
}

/** The weights that `weight_names` of a group lists. */
export async function namedWeights(group: HierarchyObject | undefined, path: string): Promise<Tensor[]> {
  const tensors: Tensor[] = [];
  for (const name of (group && (await listOf(group, 'weight_names'))) ?? []) {
    const dataset = await find(group!, name);
    if (dataset?.kind !== 'dataset') {
      throw failure({
        code: 'WEIGHTS',
        fault: 'malformed',
        message: `the weight ${JSON.stringify(name)} is named, but not there`,
        path,
        hint: 'The file is damaged: save the weights again.',
      });
    }
    tensors.push(tensorOf(name, dataset));
  }
  return tensors;
}

/**
 * Weights of a layer in the order of `layer.weights`. Of a model they are stored trainable ones first; whose they are tells their names.
 */
export function inOrder(spec: Spec, weights: readonly Tensor[]): readonly Tensor[] {
  return inner(spec, weights)?.flatMap(({ weights: own }) => own) ?? weights;
}

/** The weights of the layers inside of a model, or of a wrapper around one; undefined where names do not tell them apart. */
export function inner(
  spec: Spec,
  weights: readonly Tensor[],
): readonly { readonly spec: Spec; readonly weights: readonly Tensor[] }[] | undefined {
  const around = wrapped(spec, 'layer');
  if (around && isModel(around)) return [{ spec: around, weights: inOrder(around, weights) }];
  if (!spec.layers) return undefined;
  const left = new Set(weights);
  const layers = spec.layers.map((layer) => {
    const isInside = owns(layer);
    const own = [...left].filter(({ name = '' }) => isInside(name.split('/')));
    for (const weight of own) left.delete(weight);
    return { spec: layer, weights: inOrder(layer, own) };
  });
  if (left.size > 0 && weights.length > 0) return byCount(spec.layers, weights);
  return layers;
}

/** Whether one of the parts of a weight's path is the layer's name, or that of a layer inside of it. */
function owns(spec: Spec): (path: readonly string[]) => boolean {
  const inside = (spec.layers ?? []).map(owns);
  return (path) => path.slice(0, -1).includes(spec.name) || inside.some((test) => test(path));
}

/** Layers in order take the weights in order, where a model has none that are not trainable. */
function byCount(layers: readonly Spec[], weights: readonly Tensor[]) {
  return layers.length === 1 ? [{ spec: layers[0]!, weights }] : undefined;
}
