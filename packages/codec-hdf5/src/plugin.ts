import type { CodecPlugin, Probe } from '@brine/core';
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
    can: {
      open: ['keras', 'hierarchy', 'tensors'],
      encode: ['hierarchy', 'keras', 'tensors'],
      audit: true,
      seek: true,
    },
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};

/** Models that Keras saved, but for those in HDF5, which {@link hdf5} opens: `.keras`, and the architecture alone as JSON or YAML. */
export const keras: CodecPlugin<'keras', undefined> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: FORMATS.keras,
    title: 'Keras',
    package: name,
    version,
    extensions: ['.keras'],
    mimeTypes: [],
    magic: [],
    refines: 'zip',
    can: { open: ['keras', 'tensors'], encode: ['keras'], audit: true, seek: true },
    sniff,
  },
  load: () => import('./keras-codec.js').then(({ codec }) => codec),
};

/** The weights alone, as Keras 3 stores them: read as HDF5; written with the architecture beside them as JSON. */
export const kerasWeights: CodecPlugin<'keras-weights', undefined> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: FORMATS.weights,
    title: 'Keras weights',
    package: name,
    version,
    extensions: ['.weights.h5'],
    mimeTypes: [],
    magic: [],
    refines: FORMATS.hdf5,
    can: { open: ['keras', 'hierarchy', 'tensors'], encode: ['keras'], audit: false, seek: true },
  },
  load: () => import('./weights-codec.js').then(({ codec }) => codec),
};

/** A zip with the members that Keras writes, or JSON that begins with the class of a model. */
function sniff({ head, tail, name: file = '' }: Probe): 'certain' | 'likely' | undefined {
  const start = latin1(head);
  if (start.startsWith('PK\x03\x04'))
    return latin1(tail).includes('config.json') && KERAS_MEMBERS.test(start + latin1(tail)) ? 'certain' : undefined;
  if (MODEL_JSON.test(start)) return 'certain';
  return /\.ya?ml$/i.test(file) && /^(backend|class_name): /m.test(start) ? 'likely' : undefined;
}

const KERAS_MEMBERS = /metadata\.json|model\.weights\.(h5|json)/;
const MODEL_JSON = /^\s*\{\s*("module": *"keras[\w.]*",\s*)?"class_name": *"(Sequential|Functional|Model|Network)"/;

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
