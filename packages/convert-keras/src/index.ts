/**
 * Converts Keras models into Brine programs.
 *
 * @packageDocumentation
 */
export type { Convert, Given, Scope } from './build/call.js';
export type { Length } from './build/tensor.js';
export { keras } from './plugin.js';
export type { KerasOptions } from './plugin.js';
export type { JsonObject } from './read/config.js';
export type { Layer, Model } from './read/model.js';
export type { Entries } from './registry.js';
