export { discriminantAnalysis } from './discriminant-analysis.js';
