export { semiSupervised } from './label-propagation.js';
