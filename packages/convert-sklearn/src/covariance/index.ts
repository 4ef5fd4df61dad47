export { covariance } from './elliptic-envelope.js';
