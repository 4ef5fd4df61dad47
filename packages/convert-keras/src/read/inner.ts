/** A layer inside of another, out of the outer one's configuration. */

import type { DenseTensor } from '@brine/core';
import { Config, isObject, type JsonObject } from './config.js';
import { malformed } from './errors.js';
import type { Layer } from './model.js';

/**
 * @param stored - `{ class_name, config }`, with `module` and `registered_name` since Keras 3
 * @param weights - those of the inner layer
 */
export function innerLayer(outer: Layer, stored: JsonObject, weights: readonly DenseTensor[]): Layer {
  const { class_name: className, config, module, registered_name: registered } = stored;
  if (typeof className !== 'string' || !isObject(config))
    throw malformed('the layer inside of it has no configuration', outer.path);
  const name = typeof config['name'] === 'string' ? config['name'] : className;
  return {
    className,
    module: typeof module === 'string' ? module : undefined,
    registeredName: typeof registered === 'string' ? registered : undefined,
    name,
    path: `${outer.path}/${name}`,
    config: new Config(config, `${outer.path}/${name}`),
    weights,
    assets: outer.assets,
    calls: [],
    model: outer.inner,
    inner: undefined,
  };
}
