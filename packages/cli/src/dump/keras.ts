/** A Keras model as JSON: its layers with the shapes of their weights, and the weights. */

import { type KerasLayer, type KerasModel, sizeOf, type Tensor } from '@brine/core';
import type { Json, JsonObject } from '@brine/core/values';
import { denseHash } from '../tensors.js';
import { flatElements, nestedElements } from './elements.js';
import { widened } from './widen.js';

/** Weights of more elements are collapsed to the first ones. */
const LONG = 24;
const FIRST = 8;

/** @param full - collapse nothing */
export async function kerasJson(model: KerasModel, full: boolean): Promise<JsonObject> {
  const { className, name, layers, weights } = model;
  const values: Json[] = [];
  for (const weight of weights) values.push(await weightJson(weight, full));
  return {
    ...(className === undefined ? {} : { model_class: className }),
    ...(name === undefined ? {} : { name }),
    layers: layers.map(layerJson),
    params: countOf(weights),
    weights: values,
  };
}

/** Classes that list their layers; the model inside of a wrapper is not listed. */
function layerJson({ name, className, weights, layers, config }: KerasLayer): JsonObject {
  const isWrapper = typeof config === 'object' && config !== null && 'layer' in config;
  return {
    name,
    class: className,
    weights: weights.map((weight) => ({ path: weight.name ?? '', shape: [...weight.shape], dtype: weight.dtype })),
    params: countOf(weights),
    ...(layers && !isWrapper ? { layers: layers.map(layerJson) } : {}),
  };
}

function countOf(weights: readonly Tensor[]): number {
  return weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

const TYPESTRINGS: Readonly<Record<string, string>> = { float: 'f', int: 'i', uint: 'u', complex: 'c', bool: 'b' };

async function weightJson(tensor: Tensor, full: boolean): Promise<Json> {
  const dense = widened(await tensor.read());
  const { dtype, shape } = dense;
  const [, kind = '', bits = '8'] = /^([a-z]+)(\d*)$/.exec(dtype) ?? [];
  const bytes = Number(bits === '' ? 8 : bits) / 8;
  const sha256 = denseHash(dense);
  return {
    shape: [...shape],
    dtype: dtype === 'str' ? 'str' : `${bytes === 1 ? '|' : '<'}${TYPESTRINGS[kind] ?? kind}${bytes}`,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(full || sizeOf(shape) <= LONG
      ? { data: nestedElements(dense) }
      : { first: (flatElements(dense) as Json[]).slice(0, FIRST) }),
    path: tensor.name ?? '',
  };
}
