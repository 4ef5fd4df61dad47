/** What a model was compiled with: `compile_config` of Keras 3, `training_config` of `.h5` files. */

import type { JsonValue } from '@brine/core';
import { get, isObject, type JsonObject } from './json.js';

/** The optimizer is `optimizer`, with the module of its class. */
export function modernCompile(compile: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(compile) || !Object.hasOwn(compile, 'optimizer_config')) return compile;
  const { optimizer_config: optimizer, ...rest } = compile;
  const stored = isObject(optimizer) ? withModule(optimizer) : null;
  return { optimizer: stored, ...rest };
}

/** The optimizer is `optimizer_config`, by the name of its class. */
export function legacyCompile(compile: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(compile) || Object.hasOwn(compile, 'optimizer_config')) return compile;
  const { optimizer, ...rest } = compile;
  if (!isObject(optimizer)) return undefined;
  return {
    ...rest,
    optimizer_config: { class_name: get(optimizer, 'class_name') ?? null, config: get(optimizer, 'config') ?? null },
  };
}

function withModule(optimizer: JsonObject): JsonObject {
  return 'module' in optimizer ? optimizer : { module: 'keras.optimizers', ...optimizer, registered_name: null };
}

/** Whether it says anything: a model that was not compiled has an empty one. */
export function isCompiled(compile: JsonValue | undefined): compile is JsonObject {
  return isObject(compile) && Object.keys(compile).length > 0;
}
