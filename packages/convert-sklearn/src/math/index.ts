/** What several families compute: the face of this room, by which the others import it. */

export * from './digamma.js';
export * from './distances.js';
export * from './functions.js';
export * from './kernels.js';
export * from './linalg.js';
export * from './mersenne-twister.js';
export * from './metrics.js';
export * from './solve.js';
export * from './special.js';
export * from './splines.js';
