/**
 * Fitted scikit-learn estimators to programs, without Python.
 *
 * @packageDocumentation
 */
export { sklearn } from './plugin.js';
export type { SklearnOptions } from './plugin.js';
export type { Fitted } from './build/fitted.js';
export type { Convert, Entries, Entry, InputSpec, Scope } from './build/scope.js';
