import type { CodecPlugin } from '@brine/core';
import type { PickleOptions } from '@brine/codec-pickle/vm';
import { version } from '../package.json';
import { sniffDill } from './sniff.js';
import { MODULES } from './spec/modules.js';

/** Reads and writes what dill and cloudpickle wrote; functions in pickles that other codecs open are read by it too. */
export const dill: CodecPlugin<'dill', PickleOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'dill',
    title: 'dill, cloudpickle',
    package: '@brine/codec-dill',
    version,
    extensions: ['.dill'],
    mimeTypes: [],
    magic: [],
    refines: 'pickle',
    can: { open: ['value', 'tensors'], encode: ['value'], audit: false, seek: true },
    dialect: { of: 'pickle', modules: MODULES },
    sniff: sniffDill,
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};
