/** Graphs of older opsets: loaded when one of them comes. */
export { raiseOpset } from '@brine/graph/opset';
