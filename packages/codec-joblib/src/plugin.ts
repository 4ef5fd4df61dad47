import { containers } from '@brine/containers';
import type { CodecPlugin } from '@brine/core';
import type { PickleOptions } from '@brine/codec-pickle/vm';
import { version } from '../package.json';
import { sniffJoblib } from './sniff.js';

/** Reads what `joblib.dump` wrote, compressed or not: pickles in which arrays lie as they are. */
export const joblib: CodecPlugin<'joblib', PickleOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'joblib',
    title: 'joblib',
    package: '@brine/codec-joblib',
    version,
    extensions: ['.joblib'],
    mimeTypes: [],
    magic: [],
    refines: 'pickle',
    can: { open: ['value', 'tensors'], encode: [], audit: false, seek: false },
    sniff: sniffJoblib,
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
  includes: containers,
};
