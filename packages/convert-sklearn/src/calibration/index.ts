export { calibration } from './calibration.js';
