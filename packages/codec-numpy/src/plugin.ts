import type { CodecPlugin, Confidence, Probe } from '@brine/core';
import { version } from '../package.json';
import type { NpyOptions, NpzOptions } from './options.js';
import { NPY_SUFFIX } from './spec/archive.js';
import { MAGIC } from './spec/format.js';

const ABOUT = {
  contract: 1,
  kind: 'codec',
  package: '@brine/codec-numpy',
  version,
  mimeTypes: [],
} as const;

/** Reads and writes .npy files: one numpy array. */
export const npy: CodecPlugin<'npy', NpyOptions> = {
  descriptor: {
    ...ABOUT,
    id: 'npy',
    title: 'numpy array',
    extensions: ['.npy'],
    magic: [{ offset: 0, bytes: MAGIC }],
    can: { open: ['value', 'tensors'], encode: ['value', 'tensors'], audit: true, seek: true },
  },
  load: () => import('./npy.js').then(({ codec }) => codec),
};

/** Reads and writes .npz files: numpy arrays by name, in a zip archive. */
export const npz: CodecPlugin<'npz', NpzOptions> = {
  descriptor: {
    ...ABOUT,
    id: 'npz',
    title: 'numpy arrays',
    extensions: ['.npz'],
    magic: [],
    refines: 'zip',
    can: { open: ['value', 'tensors'], encode: ['value', 'tensors'], audit: true, seek: true },
    sniff: sniffNpz,
  },
  load: () => import('./npz.js').then(({ codec }) => codec),
};

/** A zip archive whose first member is an array. @see PKWARE, APPNOTE.TXT 4.3.7 */
function sniffNpz({ head }: Probe): Confidence | undefined {
  if (head.length < 30 || head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3 || head[3] !== 4) return undefined;
  const end = 30 + head[26]! + 256 * head[27]!;
  const name = head.subarray(30, end);
  return name.length === end - 30 && String.fromCharCode(...name.subarray(-4)) === NPY_SUFFIX ? 'certain' : undefined;
}
