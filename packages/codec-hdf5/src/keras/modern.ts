/** Configurations as Keras 3 writes them: each object with the module of its class. */

import type { JsonValue } from '@brine/core';
import { isObject, type JsonObject } from './json.js';

/** Modules of what a parameter holds, by the end of its name. */
const BY_PARAMETER: readonly (readonly [RegExp, string])[] = [
  [/_initializer$/, 'keras.initializers'],
  [/_regularizer$/, 'keras.regularizers'],
  [/_constraint$/, 'keras.constraints'],
  [/^(layer|backward_layer|cell|cells|layers)$/, 'keras.layers'],
  [/^optimizer$/, 'keras.optimizers'],
];
const MODELS: Readonly<Record<string, string>> = {
  Sequential: 'keras',
  Functional: 'keras.src.models.functional',
  Model: 'keras.src.models.functional',
};
/** Configurations in configurations deeper than this are left as they are. */
const DEEPEST = 100;

/** The configuration of a model with the modules that Keras 2 left out. */
export function modernConfig(config: JsonValue): JsonValue {
  const modern = withModules(config, 'layers', 0);
  // What is as it was is the same value, and is written with the text that it was read from.
  return JSON.stringify(modern) === JSON.stringify(config) ? config : modern;
}

function withModules(value: JsonValue, parameter: string, depth: number): JsonValue {
  if (depth > DEEPEST) return value;
  if (Array.isArray(value))
    return (value as readonly JsonValue[]).map((item) => withModules(item, parameter, depth + 1));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withModules(item, key === 'config' ? parameter : key, depth + 1)]),
  ) as JsonObject;
  const { class_name: className, config } = inner;
  if (typeof className !== 'string' || config === undefined) return withShape(inner);
  const known = MODELS[className] ?? BY_PARAMETER.find(([test]) => test.test(parameter))?.[1];
  if ('module' in inner || known === undefined) return inner;
  return {
    module: known,
    ...inner,
    class_name: className === 'Model' ? 'Functional' : className,
    registered_name: inner['registered_name'] ?? null,
  };
}

/** Keras 2's name of the shape of an input. */
function withShape(config: JsonObject): JsonObject {
  if (!('batch_input_shape' in config)) return config;
  const { batch_input_shape: shape, ...rest } = config;
  return { batch_shape: shape!, ...rest };
}
