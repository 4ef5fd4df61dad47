export { mixtures } from './mixture.js';
