/**
 * Converts Keras models into Brine programs.
 *
 * @packageDocumentation
 */
export { Build } from './build/build.js';
export { Call } from './build/call.js';
export type { Convert, Given, Scope } from './build/call.js';
export { Tensor } from './build/tensor.js';
export type { Length } from './build/tensor.js';
export { keras } from './plugin.js';
export type { KerasOptions } from './plugin.js';
export type { Config, JsonObject } from './read/config.js';
export type { Layer, Model } from './read/model.js';
export type { Entries } from './registry.js';
