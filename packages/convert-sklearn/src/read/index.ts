/** What reads inert records: the face of this room, by which the others import it. */

export * from './categories.js';
export * from './classes.js';
export * from './dtype.js';
export * from './errors.js';
export * from './estimator.js';
export * from './input.js';
export * from './labels.js';
export * from './numbers.js';
export * from './rows.js';
export * from './sum.js';
export * from './versions.js';
