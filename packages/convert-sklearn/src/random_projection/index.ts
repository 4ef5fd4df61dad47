export { randomProjection } from './random-projection.js';
