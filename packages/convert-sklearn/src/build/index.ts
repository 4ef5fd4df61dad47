/** What writes graphs: the face of this room, by which the others import it. */

export * from './build.js';
export * from './common-input.js';
export * from './delegate.js';
export * from './double.js';
export * from './encode.js';
export * from './fitted.js';
export * from './opaque.js';
export * from './parameters.js';
export * from './projection.js';
export * from './scope.js';
export * from './stage.js';
export * from './table.js';
export * from './tree-ensemble.js';
