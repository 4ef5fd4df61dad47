export { kernelRidge } from './kernel-ridge.js';
