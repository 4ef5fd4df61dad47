export { naiveBayes } from './naive-bayes.js';
