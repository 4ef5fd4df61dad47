export { frozen } from './frozen.js';
