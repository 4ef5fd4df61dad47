/** Compression by joblib's names. @see joblib, `dump` in joblib/numpy_pickle.py, and joblib/compressor.py */

import { compressors, type Compressor } from '@brine/containers';
import { failure } from '../errors.js';

interface Row {
  readonly extension: string;
  /** Where joblib does not leave it to Python's module. */
  readonly level?: number;
}

/** By name; levels are joblib's, the same for all. */
const COMPRESSORS = {
  zlib: { extension: '.z', level: 9 },
  gzip: { extension: '.gz' },
  bz2: { extension: '.bz2' },
  lzma: { extension: '.lzma' },
  xz: { extension: '.xz' },
  lz4: { extension: '.lz4' },
} as const satisfies Record<string, Row>;

type Name = keyof typeof COMPRESSORS;

/** What to compress with. */
export interface Compression {
  readonly compressor: Compressor;
  readonly level: number;
}

/**
 * @param asked - `NAME` or `NAME:LEVEL`; by the file's name without it
 * @throws CodecError `option` for another name or level
 */
export function compressionOf(asked: string | undefined, fileName: string | undefined): Compression | undefined {
  if (asked === undefined) {
    const byName = names().find((name) => fileName?.toLowerCase().endsWith(COMPRESSORS[name].extension));
    return byName && withLevel(byName, undefined);
  }
  const [, name = '', level] = /^([^:]*)(?::(.*))?$/s.exec(asked)!;
  if (!(names() as string[]).includes(name)) throw unknown(`There is no compression ${JSON.stringify(name)}.`);
  if (level !== undefined && !/^[0-9]$/.test(level))
    throw unknown(`There is no compression level ${JSON.stringify(level)}.`);
  return withLevel(name as Name, level === undefined ? undefined : Number(level));
}

function names(): Name[] {
  return Object.keys(COMPRESSORS) as Name[];
}

function withLevel(name: Name, level: number | undefined): Compression {
  const compressor = compressors[name];
  const row: Row = COMPRESSORS[name];
  return { compressor, level: level ?? row.level ?? compressor.levels.usual };
}

function unknown(message: string): Error {
  return failure({
    code: 'COMPRESS',
    fault: 'option',
    message,
    hint: `Compression is NAME or NAME:LEVEL, with ${names().join(', ')} and a level from 0 to 9.`,
  });
}
