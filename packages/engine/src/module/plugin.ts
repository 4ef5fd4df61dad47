import type { CodecPlugin } from '@brine/core';
import { version } from '../../package.json';
import type { ModuleOptions } from './options.js';

/** Writes programs as JavaScript modules without dependencies. They are not read back: a module is code. */
export const module: CodecPlugin<'mjs', ModuleOptions> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'mjs',
    title: 'Stand-alone JavaScript module',
    package: '@brine/engine',
    version,
    extensions: ['.mjs'],
    mimeTypes: ['text/javascript'],
    magic: [],
    can: { open: [], encode: ['program'], audit: false, seek: false },
  },
  load: () => import('./codec.js').then(({ codec }) => codec),
};
