import { containers } from '@brine/containers';
import type { CodecPlugin } from '@brine/core';
import { version } from '../package.json';
import type { JoblibOptions } from './options.js';
import { sniffJoblib } from './sniff.js';
import { MODULE } from './spec/wrappers.js';

/** Reads and writes what `joblib.dump` writes, compressed or not: pickles in which arrays lie as they are. */
export const joblib: CodecPlugin<'joblib', JoblibOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'joblib',
    title: 'joblib',
    package: '@brine/codec-joblib',
    version,
    // Also the names by which joblib compresses what it writes; what is inside of such a file has the plain one.
    extensions: ['.joblib', ...['.z', '.gz', '.bz2', '.lzma', '.xz', '.lz4'].map((end) => `.joblib${end}`)],
    mimeTypes: [],
    magic: [],
    refines: 'pickle',
    can: { open: ['value', 'tensors'], encode: ['value'], audit: true, seek: true },
    dialect: { of: 'pickle', modules: [MODULE, `sklearn.externals.${MODULE}`] },
    sniff: sniffJoblib,
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
  includes: containers,
};
