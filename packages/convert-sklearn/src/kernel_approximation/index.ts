export { kernelApproximation } from './kernel-approximation.js';
