/**
 * Rows in, predictions out: runs the programs that converters make on the engine that is installed. Platform-free.
 *
 * @packageDocumentation
 */
export { nearest } from './errors.js';
export { load, modelOf, toSource } from './load.js';
export type { LoadOptions, ModelOptions, ModelSource } from './load.js';
export { createModel, METHODS, outputKeys } from './model.js';
export type { Model, ModelSettings } from './model.js';
export { installCommand, KNOWN_PACKAGES, leastEngine, packagesFor } from './packages.js';
export type { KnownPackage, KnownPlugin } from './packages.js';
export { toNested } from './prediction.js';
export type { Item, Items, Label, Prediction } from './prediction.js';
export type { Cell, Nested, Rows, TensorLike } from './rows/types.js';
export { verify } from './verify/verify.js';
export type { EngineCheck, OutputCheck, Verification, VerifySettings } from './verify/verify.js';
