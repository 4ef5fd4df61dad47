/** The same formats as functions, both ways: for codecs whose files are compressed, as joblib's. */

import { CodecError, DEFAULT_LIMITS, type Limits, type Note } from '@brine/core';
import type { Decompress } from './container.js';
import { Task } from './task.js';

/** Compresses bytes at a level that the format has. */
export type Compress = (bytes: Uint8Array, level: number, signal?: AbortSignal) => Promise<Uint8Array>;

export interface DecompressSettings {
  /** Limits that differ from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  /** Hears of bytes behind the compressed data, where Python leaves them alone. */
  readonly onNote?: (note: Note) => void;
}

/** Compression levels, from the fastest to the smallest. */
export interface Levels {
  readonly min: number;
  readonly max: number;
  /** The one that Python's module takes unless told otherwise. */
  readonly usual: number;
}

export interface Compressor {
  readonly levels: Levels;
  /**
   * Compresses bytes as Python's module of the format can read them.
   *
   * @param level - default `levels.usual`
   * @throws CodecError `option` for a level that there is not, `unsupported` where something has to be installed for it
   */
  compress(bytes: Uint8Array, level?: number, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * @throws CodecError `malformed`, `unsupported` or `limit`, with the offset in the compressed bytes
   */
  decompress(bytes: Uint8Array, settings?: DecompressSettings): Promise<Uint8Array>;
}

/** Id of a container. */
export type Compression = 'gzip' | 'zlib' | 'bz2' | 'xz' | 'lzma' | 'lz4' | 'zstd';

/** By id of the container. What each needs is loaded when it is first called. */
export const compressors: Readonly<Record<Compression, Compressor>> = {
  gzip: compressor(
    'gzip',
    { min: 0, max: 9, usual: 9 },
    () => import('./gzip/read.js'),
    () => import('./gzip/write.js'),
  ),
  zlib: compressor(
    'zlib',
    { min: 0, max: 9, usual: 6 },
    () => import('./zlib/read.js'),
    () => import('./zlib/write.js'),
  ),
  bz2: compressor(
    'bz2',
    { min: 1, max: 9, usual: 9 },
    () => import('./bz2/read.js'),
    () => import('./bz2/write.js'),
  ),
  xz: compressor(
    'xz',
    { min: 0, max: 9, usual: 6 },
    () => import('./xz/read.js'),
    () => import('./xz/write.js'),
  ),
  lzma: compressor(
    'lzma',
    { min: 0, max: 9, usual: 6 },
    () => import('./lzma/read.js'),
    () => import('./lzma/write.js'),
  ),
  lz4: compressor(
    'lz4',
    { min: 0, max: 12, usual: 0 },
    () => import('./lz4/read.js'),
    () => import('./lz4/write.js'),
  ),
  zstd: compressor(
    'zstd',
    { min: 1, max: 22, usual: 3 },
    () => import('./zstd/read.js'),
    () => import('./zstd/write.js'),
  ),
};

function compressor(
  id: Compression,
  levels: Levels,
  read: () => Promise<{ decompress: Decompress }>,
  write: () => Promise<{ compress: Compress }>,
): Compressor {
  return {
    levels,
    async compress(bytes, level = levels.usual, signal) {
      if (!Number.isInteger(level) || level < levels.min || level > levels.max) throw noLevel(id, level, levels);
      signal?.throwIfAborted();
      return (await write()).compress(bytes, level, signal);
    },
    async decompress(bytes, { limits, signal, onNote } = {}) {
      const { decompress } = await read();
      const task = new Task(id, bytes, {
        limits: { ...DEFAULT_LIMITS, ...limits },
        progress: () => undefined,
        note: (note) => onNote?.(note),
        ...(signal ? { signal } : {}),
      });
      await decompress(task);
      return task.output.toBytes();
    },
  };
}

function noLevel(id: string, level: number, { min, max }: Levels): CodecError {
  return new CodecError({
    codec: id,
    code: `BRINE-${id.toUpperCase()}-LEVEL`,
    fault: 'option',
    message: `${id} has no compression level ${level}`,
    hint: `Its levels are ${min} to ${max}.`,
  });
}
