import type { CodecPlugin } from '@brine/core';
import { version } from '../package.json';
import type { PickleOptions } from './options.js';
import { sniffPickle } from './sniff.js';

/** Reads and writes pickles: protocols 0 to 5; reads those of Python 2 too, and several in a file. */
export const pickle: CodecPlugin<'pickle', PickleOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'pickle',
    title: 'Python pickle',
    package: '@brine/codec-pickle',
    version,
    extensions: ['.pkl', '.pickle', '.pck', '.pcl', '.p', '.sav'],
    mimeTypes: ['application/x-pickle', 'application/vnd.python.pickle'],
    magic: [],
    can: { open: ['value', 'tensors'], encode: ['value'], audit: true, seek: true },
    sniff: sniffPickle,
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};
