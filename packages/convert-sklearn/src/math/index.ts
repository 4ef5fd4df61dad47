/** What several families compute: the face of this room, by which the others import it. */

export * from './distances.js';
export * from './functions.js';
export * from './interpolate.js';
export * from './kernels.js';
export * from './linalg.js';
export * from './metrics.js';
export * from './search-sorted.js';
export * from './solve.js';
export * from './special.js';
