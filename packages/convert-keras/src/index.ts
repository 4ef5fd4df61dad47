/**
 * Converts Keras models into Brine programs.
 *
 * @packageDocumentation
 */
export type { Build } from './build/build.js';
export type { Call, Convert, Given, Scope } from './build/call.js';
export type { Length, Tensor } from './build/tensor.js';
export { keras } from './plugin.js';
export type { KerasOptions } from './plugin.js';
export type { Config, JsonObject } from './read/config.js';
export type { Layer, Model } from './read/model.js';
export type { Entries } from './registry.js';
