/**
 * Runs graphs on ONNX Runtime's WebAssembly, by the optional peer dependency onnxruntime-web. For browsers; it runs in Node.js too.
 *
 * @packageDocumentation
 */
import type { EnginePlugin } from '@brine/core';
import { version } from '../../package.json';
import type { OrtWebOptions } from './options.js';

export type { OrtWebOptions } from './options.js';

/** ONNX Runtime for browsers as an engine. onnxruntime-web is imported when a graph is loaded, not before. */
export const ortWeb: EnginePlugin<'ort-web', OrtWebOptions> = {
  descriptor: {
    contract: 1,
    kind: 'engine',
    id: 'ort-web',
    title: 'ONNX Runtime for browsers',
    package: '@brine/codec-onnx',
    version,
    rank: 20,
  },
  load: () => import('./engine.js').then(({ engine }) => engine),
};
