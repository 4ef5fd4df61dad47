export { neuralNetwork } from './neural-network.js';
