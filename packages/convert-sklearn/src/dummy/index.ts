export { dummy, zeros } from './dummy.js';
