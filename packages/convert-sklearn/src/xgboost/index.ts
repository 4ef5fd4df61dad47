export { xgboost } from './xgboost.js';
