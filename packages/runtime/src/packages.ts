/** The first-party packages, so that an error can say what to install. The one list: the command's plugins come from it too. */

import type { View } from '@brine/core';

/** A plugin that a package has, as far as a hint needs to know. */
export type KnownPlugin =
  | {
      readonly kind: 'codec';
      readonly id: string;
      readonly extensions: readonly string[];
      /** What its documents have; nothing for a wrapper around another file. */
      readonly views: readonly View[];
      /** First bytes, for files without a telling extension. */
      readonly magic?: readonly (readonly number[])[];
    }
  | { readonly kind: 'converter'; readonly id: string; readonly from: View; readonly to: View }
  | {
      readonly kind: 'engine';
      readonly id: string;
      /** Packages that it needs beside its own. */
      readonly peers: readonly string[];
    };

export interface KnownPackage {
  readonly name: string;
  readonly title: string;
  /** Entry that exports the plugins; the package itself by default. */
  readonly entry?: string;
  readonly plugins: readonly KnownPlugin[];
}

export const KNOWN_PACKAGES: readonly KnownPackage[] = [
  {
    name: '@brine/codec-pickle',
    title: 'Python pickles',
    plugins: [
      {
        kind: 'codec',
        id: 'pickle',
        extensions: ['.pkl', '.pickle', '.pck', '.pcl', '.p', '.sav'],
        views: ['value', 'tensors'],
      },
    ],
  },
  {
    name: '@brine/codec-joblib',
    title: 'joblib files',
    plugins: [
      {
        kind: 'codec',
        id: 'joblib',
        extensions: ['.joblib'],
        views: ['value', 'tensors'],
      },
    ],
  },
  {
    name: '@brine/codec-dill',
    title: 'dill and cloudpickle files',
    plugins: [{ kind: 'codec', id: 'dill', extensions: ['.dill'], views: ['value', 'tensors'] }],
  },
  {
    name: '@brine/codec-numpy',
    title: 'numpy files',
    plugins: [
      {
        kind: 'codec',
        id: 'npy',
        extensions: ['.npy'],
        views: ['value', 'tensors'],
        magic: [[0x93, 0x4e, 0x55, 0x4d]],
      },
      { kind: 'codec', id: 'npz', extensions: ['.npz'], views: ['value', 'tensors'] },
    ],
  },
  {
    name: '@brine/codec-safetensors',
    title: 'safetensors files',
    plugins: [{ kind: 'codec', id: 'safetensors', extensions: ['.safetensors'], views: ['tensors'] }],
  },
  {
    name: '@brine/codec-hdf5',
    title: 'HDF5 files and Keras models',
    plugins: [
      {
        kind: 'codec',
        id: 'hdf5',
        extensions: ['.h5', '.hdf5', '.hdf', '.he5'],
        views: ['keras', 'hierarchy', 'tensors'],
        magic: [[0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]],
      },
      { kind: 'codec', id: 'keras', extensions: ['.keras'], views: ['keras', 'tensors'] },
      { kind: 'codec', id: 'keras-weights', extensions: ['.weights.h5'], views: ['keras', 'hierarchy', 'tensors'] },
    ],
  },
  {
    name: '@brine/codec-onnx',
    title: 'ONNX models',
    plugins: [{ kind: 'codec', id: 'onnx', extensions: ['.onnx'], views: ['graph', 'program', 'tensors'] }],
  },
  {
    name: '@brine/codec-onnx',
    title: 'drawings of graphs',
    entry: '@brine/codec-onnx/draw',
    plugins: [
      { kind: 'codec', id: 'dot', extensions: ['.dot', '.gv'], views: [] },
      { kind: 'codec', id: 'mermaid', extensions: ['.mmd', '.mermaid'], views: [] },
    ],
  },
  {
    name: '@brine/engine',
    title: "Brine's engine",
    plugins: [{ kind: 'engine', id: 'brine', peers: [] }],
  },
  {
    name: '@brine/engine',
    title: 'stand-alone JavaScript modules',
    entry: '@brine/engine/module',
    plugins: [{ kind: 'codec', id: 'mjs', extensions: ['.mjs'], views: ['program'] }],
  },
  {
    name: '@brine/codec-onnx',
    title: 'ONNX Runtime',
    entry: '@brine/codec-onnx/engine',
    plugins: [{ kind: 'engine', id: 'onnxruntime', peers: ['onnxruntime-node'] }],
  },
  {
    name: '@brine/convert-sklearn',
    title: 'scikit-learn estimators to programs',
    plugins: [{ kind: 'converter', id: 'sklearn', from: 'value', to: 'program' }],
  },
  {
    name: '@brine/convert-keras',
    title: 'Keras models to programs',
    plugins: [{ kind: 'converter', id: 'keras', from: 'keras', to: 'program' }],
  },
  {
    name: '@brine/zip',
    title: 'zip archives, to be judged',
    entry: '@brine/zip/plugin',
    plugins: [{ kind: 'codec', id: 'zip', extensions: ['.zip'], views: [], magic: [[0x50, 0x4b, 0x03, 0x04]] }],
  },
  {
    name: '@brine/containers',
    title: 'compressed files',
    plugins: [
      { kind: 'codec', id: 'gzip', extensions: ['.gz'], views: [], magic: [[0x1f, 0x8b]] },
      { kind: 'codec', id: 'zlib', extensions: ['.z', '.zlib'], views: [] },
      { kind: 'codec', id: 'bz2', extensions: ['.bz2'], views: [], magic: [[0x42, 0x5a, 0x68]] },
      { kind: 'codec', id: 'xz', extensions: ['.xz'], views: [], magic: [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]] },
      { kind: 'codec', id: 'lzma', extensions: ['.lzma'], views: [] },
      { kind: 'codec', id: 'lz4', extensions: ['.lz4'], views: [], magic: [[0x04, 0x22, 0x4d, 0x18]] },
      { kind: 'codec', id: 'zstd', extensions: ['.zst'], views: [], magic: [[0x28, 0xb5, 0x2f, 0xfd]] },
    ],
  },
];

/** What of a kind can be installed for a need. */
export function packagesFor(need: (plugin: KnownPlugin) => boolean): string[] {
  const names = new Set<string>();
  for (const { name, plugins } of KNOWN_PACKAGES) {
    for (const plugin of plugins.filter(need)) {
      names.add(name);
      if (plugin.kind === 'engine') for (const peer of plugin.peers) names.add(peer);
    }
  }
  return [...names];
}

/** What has to be installed for programs to run: the engine that needs least. */
export function leastEngine(): string[] {
  const engines = KNOWN_PACKAGES.flatMap(({ name, plugins }) =>
    plugins.flatMap((plugin) => (plugin.kind === 'engine' ? [[name, ...plugin.peers]] : [])),
  );
  return engines.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** The one command that installs packages. */
export function installCommand(packages: Iterable<string>, global = false): string {
  return `npm install ${global ? '--global ' : ''}${[...new Set(packages)].join(' ')}`;
}
