/**
 * Runs graphs on ONNX Runtime, by the optional peer dependency onnxruntime-node. For Node.js.
 *
 * @packageDocumentation
 */
import type { EnginePlugin } from '@brine/core';
import { version } from '../../package.json';
import type { OnnxRuntimeOptions } from './options.js';

export type { OnnxRuntimeOptions } from './options.js';

/** ONNX Runtime as an engine. onnxruntime-node is imported when a graph is loaded, not before. */
export const onnxruntime: EnginePlugin<'onnxruntime', OnnxRuntimeOptions> = {
  descriptor: {
    contract: 1,
    kind: 'engine',
    id: 'onnxruntime',
    title: 'ONNX Runtime',
    package: '@brine/codec-onnx',
    version,
    rank: 10,
  },
  load: () => import('./engine.js').then(({ engine }) => engine),
};
