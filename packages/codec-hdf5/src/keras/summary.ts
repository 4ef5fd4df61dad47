/** The layers of a model as `model.summary()` lists them. */

import type { JsonValue, KerasLayer, KerasModel, TreeNode } from '@brine/core';
import { sizeOf } from '@brine/core';
import { get, isObject, listAt, textAt } from './json.js';

/** Calls in calls deeper than this are not looked into. */
const DEEPEST = 32;

export function layerTree(model: KerasModel): TreeNode {
  const total = countOf(model.weights);
  const optimizer = model.optimizer ? `, optimizer ${countOf(model.optimizer)}` : '';
  const frozen = frozenOf(model.layers);
  return {
    label: '',
    type: model.className ?? 'weights',
    summary:
      `${model.name ?? ''} parameters ${total} (trainable ${total - frozen}, non-trainable ${frozen}${optimizer})`.trim(),
    children: model.layers.map(layerNode),
  };
}

function layerNode(layer: KerasLayer): TreeNode {
  const { name, className, inboundNodes, weights, layers } = layer;
  const from = callers(inboundNodes);
  const facts = [
    shapeText(layer),
    `parameters ${countOf(weights)}`,
    from.length > 0 ? `connected to ${from.join(', ')}` : '',
  ].filter((fact) => fact !== '');
  return {
    label: name,
    type: className,
    summary: facts.join(', '),
    ...(layers ? { children: layers.map(layerNode) } : {}),
  };
}

function countOf(weights: readonly { readonly shape: readonly number[] }[]): number {
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Weights of layers that are frozen, and the statistics that normalisations keep. */
const STATISTICS = /\/(moving_mean|moving_variance|mean|variance|count|vector_u)(:0)?$/;

function frozenOf(layers: readonly KerasLayer[]): number {
  let count = 0;
  const open = [...layers];
  for (let layer = open.pop(); layer; layer = open.pop()) {
    if (layer.layers && get(layer.config, 'trainable') !== false) open.push(...layer.layers);
    else if (get(layer.config, 'trainable') === false) count += countOf(layer.weights);
    else count += countOf(layer.weights.filter(({ name = '' }) => STATISTICS.test(name)));
  }
  return count;
}

/** What the layer was built for, where the file says it. */
function shapeText({ className, config, buildConfig }: KerasLayer): string {
  if (className === 'InputLayer') {
    const shape = get(config, 'batch_shape') ?? get(config, 'batch_input_shape');
    return shape === undefined ? '' : `gives ${axes(shape)}`;
  }
  const shape = get(buildConfig, 'input_shape');
  const units = get(config, 'units');
  if (className === 'Dense' && Array.isArray(shape))
    return `gives ${axes([...(shape as JsonValue[]).slice(0, -1), units ?? null])}`;
  return shape === undefined || shape === null ? '' : `takes ${axes(shape)}`;
}

function axes(shape: JsonValue): string {
  return Array.isArray(shape)
    ? `(${(shape as JsonValue[]).map((length) => (length === null ? 'None' : String(length))).join(', ')})`
    : '';
}

/** Names of the layers whose outputs it takes. */
function callers(nodes: JsonValue | undefined, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(nodes)) {
    const [name, call, output] = nodes as readonly JsonValue[];
    if (typeof name === 'string' && typeof call === 'number' && typeof output === 'number') return [name];
    return distinct((nodes as readonly JsonValue[]).flatMap((node) => callers(node, depth + 1)));
  }
  if (!isObject(nodes)) return [];
  if (textAt(nodes, 'class_name') === '__keras_tensor__') {
    return callers(listAt(get(nodes, 'config'), 'keras_history'), depth + 1);
  }
  return distinct(Object.values(nodes).flatMap((node) => callers(node, depth + 1)));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
