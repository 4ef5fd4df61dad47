import type { CodecPlugin } from '@brine/core';
import { name, version } from '../package.json';
import { SIGNATURE } from './spec/format.js';
import { FORMATS } from './spec/ids.js';

/** HDF5: groups, datasets and attributes, and the models and weights that Keras keeps in them. */
export const hdf5: CodecPlugin<'hdf5', undefined> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: FORMATS.hdf5,
    title: 'HDF5',
    package: name,
    version,
    extensions: ['.h5', '.hdf5', '.hdf', '.he5'],
    mimeTypes: ['application/x-hdf5'],
    magic: [0, 512, 1024, 2048].map((offset) => ({ offset, bytes: SIGNATURE })),
    can: { open: ['keras', 'hierarchy', 'tensors'], encode: [], audit: false, seek: true },
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};
