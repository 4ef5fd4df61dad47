export { crossDecomposition } from './pls.js';
