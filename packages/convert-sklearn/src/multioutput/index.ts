export { multioutput } from './multioutput.js';
