/** The activation that a layer's configuration names. */

import type { JsonValue } from '@brine/core';
import type { Call } from '../build/call.js';
import type { Tensor } from '../build/tensor.js';
import { Config, isObject } from '../read/config.js';
import { type Activation, ACTIVATIONS, type Arguments } from './functions.js';

/** Applies a parameter of the layer that is an activation: a name, a function, or a layer by its configuration. */
export function activate(call: Call, x: Tensor, parameter = 'activation'): Tensor {
  return activateBy(call, x, call.config.get(parameter));
}

export function activateBy(call: Call, x: Tensor, stored: JsonValue): Tensor {
  if (stored === null) return x;
  if (typeof stored === 'string') return apply(call, x, functionOf(call, stored));
  if (isObject(stored)) {
    const { class_name: className, config } = stored;
    // A function of keras.activations by reference; a function of the user's is code, which the file does not have.
    if (className === 'function' && typeof config === 'string') return apply(call, x, functionOf(call, config));
    if (typeof className === 'string' && isObject(config)) {
      const own = new Config(config, call.layer.path);
      const layer = {
        ...call.layer,
        className,
        module: undefined,
        registeredName: undefined,
        config: own,
        weights: [],
      };
      return call.scope.convert(layer, [x])[0]!;
    }
  }
  throw call.config.refuse(`an activation stored as ${JSON.stringify(stored).slice(0, 80)}`);
}

function functionOf(call: Call, name: string): Activation {
  // Files have `keras.activations.relu`, `keras>relu` and `relu`.
  const plain = name.split(/[.>]/).at(-1)!;
  const found = ACTIVATIONS.get(plain);
  if (!found)
    throw call.config.refuse(
      `the activation ${name}`,
      'A function of your own is Python code, which the file does not have.',
    );
  return found;
}

/** One activation, on whichever order of axes is there when it looks at each element alone. */
export function apply({ b }: Call, x: Tensor, { alongAxis, formula }: Activation, args: Arguments = {}): Tensor {
  return alongAxis ? x.with(formula(b, x.value, args), x.shape.slice()) : x.map((value) => formula(b, value, args));
}
