import type { CodecPlugin } from '@brine/core';
import { version } from '../package.json';
import type { OnnxOptions } from './options.js';
import { sniff } from './sniff.js';

/** Reads and writes ONNX models. Running them is `@brine/codec-onnx/engine`. */
export const onnx: CodecPlugin<'onnx', OnnxOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'onnx',
    title: 'ONNX',
    package: '@brine/codec-onnx',
    version,
    extensions: ['.onnx'],
    mimeTypes: ['application/onnx'],
    magic: [],
    can: { open: ['graph', 'program', 'tensors'], encode: ['program', 'graph'], audit: true, seek: true },
    sniff,
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};
