export { multiclass } from './multiclass.js';
