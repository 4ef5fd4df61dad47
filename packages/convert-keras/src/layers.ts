/**
 * What converters of layers of your own are written with. They are given to the converter by its option `layers`.
 *
 * @packageDocumentation
 */
export { Build } from './build/build.js';
export { Call } from './build/call.js';
export { Tensor } from './build/tensor.js';
export { Config } from './read/config.js';
