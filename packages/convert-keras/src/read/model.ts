/** A Keras model as its conversion sees it: the layers with their weights read, and how they are called. */

import type { DenseTensor, KerasLayer, KerasModel, JsonValue } from '@brine/core';
import { type History, type LayerCall, readCalls, readHistory } from './calls.js';
import { Config, isObject } from './config.js';
import { malformed, unsupported } from './errors.js';

export interface Layer {
  readonly className: string;
  /** `keras.layers`, `keras.src.ops.numpy`; undefined in files of Keras 2. */
  readonly module: string | undefined;
  /** `package>Class` of a user's class. */
  readonly registeredName: string | undefined;
  readonly name: string;
  /** Names of the layers down to it: `encoder/attention`. */
  readonly path: string;
  readonly config: Config;
  /** In the order of Keras' `layer.weights`, those of what is inside included. */
  readonly weights: readonly DenseTensor[];
  /** Files that the layer keeps beside its variables, by name: a vocabulary. */
  readonly assets: ReadonlyMap<string, string>;
  readonly calls: readonly LayerCall[];
  /** Of a model that is used as a layer. */
  readonly model: Model | undefined;
  /** Of a wrapper around a model: that model. */
  readonly inner: Model | undefined;
}

export interface Model {
  readonly name: string;
  readonly path: string;
  readonly layers: readonly Layer[];
  /** A Sequential: each layer takes what the one before it gives. */
  readonly sequential: boolean;
  /** The input layer of a Sequential, which Keras does not count among the layers; undefined when it has none. */
  readonly input: { readonly name: string; readonly config: Config } | undefined;
  /** Of a functional model: its inputs and outputs in order. */
  readonly inputs: readonly History[];
  readonly outputs: readonly History[];
}

/** Classes that are models of layers. A user's subclass has code of its own in `call`. */
const MODELS: ReadonlySet<string> = new Set(['Sequential', 'Functional', 'Model']);

/** Models in models deeper than this are refused. */
const DEEPEST = 64;

/**
 * @throws CodecError `unsupported` for weights without an architecture and for a model with code of its own; `malformed` for a
 * configuration that does not fit together
 */
export async function readModel(model: KerasModel): Promise<Model> {
  const { className, config } = model;
  const name = model.name ?? 'model';
  if (className === undefined || config === undefined) {
    throw unsupported(
      'the file has weights alone, not the layers that they are of',
      '',
      'Put the model.json or model.yaml beside it, or save the whole model.',
    );
  }
  if (!MODELS.has(className)) throw subclassed(className, '');
  return readLayers(name, '', className, isObject(config) ? config['config'] : undefined, model.layers, 0);
}

function subclassed(className: string, path: string): Error {
  return unsupported(
    `${className} is a class of its own: its call is Python code, which the file does not have`,
    path,
    'Build it of layers (keras.Model(inputs, outputs)) and save it, or write a converter for it: the option `layers`.',
  );
}

async function readLayers(
  name: string,
  path: string,
  className: string,
  config: JsonValue | undefined,
  layers: readonly KerasLayer[],
  depth: number,
): Promise<Model> {
  if (depth > DEEPEST) throw malformed('models are nested too deep', path);
  const read: Layer[] = [];
  for (const layer of layers) read.push(await readLayer(layer, path, depth));
  const sequential = className === 'Sequential';
  const ends = new Config(isObject(config) ? config : {}, path);
  return {
    name,
    path,
    layers: read,
    sequential,
    input: sequential ? inputOf(ends) : undefined,
    inputs: sequential ? [] : histories(ends.get('input_layers'), path),
    outputs: sequential ? [] : histories(ends.get('output_layers'), path),
  };
}

/** The first of the stored layers when it is an input; the shape that the model was built for when there is none. */
function inputOf(model: Config): Model['input'] {
  const stored = model.get('layers');
  const first: unknown = Array.isArray(stored) ? stored[0] : undefined;
  const { class_name: className, config } = isObject(first) ? first : {};
  if (className === 'InputLayer' && isObject(config)) {
    return {
      name: typeof config['name'] === 'string' ? config['name'] : 'input',
      config: new Config(config, model.path),
    };
  }
  const shape = model.get('build_input_shape');
  return Array.isArray(shape)
    ? { name: 'input', config: new Config({ batch_shape: shape as JsonValue }, model.path) }
    : undefined;
}

async function readLayer(layer: KerasLayer, outer: string, depth: number): Promise<Layer> {
  const { className, name, config } = layer;
  const path = outer === '' ? name : `${outer}/${name}`;
  if (!isObject(config)) throw malformed('it has no configuration', path);
  const weights: DenseTensor[] = [];
  for (const weight of layer.weights) weights.push(await weight.read());
  const isModel = MODELS.has(className) && layer.layers !== undefined;
  const wrapped = isObject(config['layer']) && layer.layers ? layer.layers[0] : undefined;
  return {
    className,
    module: layer.module,
    registeredName: layer.registeredName,
    name,
    path,
    config: new Config(config, path),
    weights,
    assets: new Map(Object.entries(layer.assets ?? {})),
    calls: readCalls(layer.inboundNodes, path),
    model: isModel ? await readLayers(name, path, className, config, layer.layers!, depth + 1) : undefined,
    inner: wrapped ? (await readLayer(wrapped, path, depth + 1)).model : undefined,
  };
}

/** One tensor is `[layer, call, output]`, several are a list of them, named ones a record: the order of all is that of the layers. */
function histories(value: JsonValue, path: string): readonly History[] {
  if (isObject(value)) return Object.values(value).flatMap((inner) => histories(inner, path));
  if (!Array.isArray(value)) throw malformed('it has no inputs or outputs', path);
  const list = value as readonly JsonValue[];
  return typeof list[0] === 'string' ? [readHistory(value, path)] : list.flatMap((inner) => histories(inner, path));
}
