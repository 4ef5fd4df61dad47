export { isotonic, isotonicValues } from './isotonic.js';
