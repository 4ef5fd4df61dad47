/**
 * The dill codec: what `dill.dump` and `cloudpickle.dump` wrote. Functions, classes and the like are inert records; `definitionOf` of
 * `@brine/core` shows what they are.
 *
 * @packageDocumentation
 */
export { dill } from './plugin.js';
export type { PickleOptions as DillOptions } from '@brine/codec-pickle/vm';
