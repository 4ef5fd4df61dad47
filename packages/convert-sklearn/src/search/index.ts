/** Positions among sorted numbers: the face of this room, by which the others import it. */

export * from './interpolate.js';
export * from './search-sorted.js';
