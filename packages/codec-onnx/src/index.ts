/**
 * The ONNX codec: reads a model into a graph or program, writes one. The engine that runs them is `@brine/codec-onnx/engine`.
 *
 * @packageDocumentation
 */
export type { ExternalDataOptions, OnnxOptions } from './options.js';
export { onnx } from './plugin.js';
