/** Rows out of a file or standard input, by what its bytes say it is; the name only tells what bytes cannot. */

import type { InputPort } from '@brine/core';
import type { Host } from '@brine/core/host';
import type { Rows } from '@brine/runtime';
import { inputError } from './errors.js';

/** Reads one form of input. @param inputs - what the model takes: it decides what a header is; `host` opens what a codec reads */
type Reader = (bytes: Uint8Array, inputs: readonly InputPort[], host: Host) => Promise<Rows>;

interface Form {
  readonly name: string;
  readonly extensions: readonly string[];
  /** The first bytes, where nothing else begins so. */
  readonly magic?: string;
  load(): Promise<Reader>;
}

const FORMS: readonly Form[] = [
  {
    name: 'NPY',
    extensions: ['.npy'],
    magic: '\x93NUMPY',
    load: () => import('./numpy.js').then(({ numpyReader }) => numpyReader('npy')),
  },
  {
    name: 'NPZ',
    extensions: ['.npz'],
    magic: 'PK\x03\x04',
    load: () => import('./numpy.js').then(({ numpyReader }) => numpyReader('npz')),
  },
  {
    name: 'Parquet',
    extensions: ['.parquet', '.pq'],
    magic: 'PAR1',
    load: () => import('./parquet.js').then(({ readParquet }) => readParquet),
  },
  {
    name: 'JSON Lines',
    extensions: ['.jsonl', '.ndjson'],
    load: () => import('./json.js').then(({ readJsonLines }) => readJsonLines),
  },
  { name: 'JSON', extensions: ['.json'], load: () => import('./json.js').then(({ readJson }) => readJson) },
  { name: 'TSV', extensions: ['.tsv'], load: () => import('./csv.js').then(({ readTsv }) => readTsv) },
  { name: 'CSV', extensions: ['.csv'], load: () => import('./csv.js').then(({ readCsv }) => readCsv) },
];

/** @throws CodecError `malformed` for bytes that are not of their form, `option` for a form that is not read */
export async function readRows(
  bytes: Uint8Array,
  name: string,
  inputs: readonly InputPort[],
  host: Host,
): Promise<Rows> {
  const form = formOf(bytes, name);
  const read = await form.load();
  return read(bytes, inputs, host);
}

/** Loads what reads rows from a file of this name, if the name tells. */
export async function loadReader(name: string): Promise<void> {
  await byExtension(name)?.load();
}

function byExtension(name: string): Form | undefined {
  const lower = name.toLowerCase();
  return FORMS.find(({ extensions }) => extensions.some((extension) => lower.endsWith(extension)));
}

function formOf(bytes: Uint8Array, name: string): Form {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const byMagic = FORMS.find(({ magic }) => magic !== undefined && head.startsWith(magic));
  if (byMagic) return byMagic;
  const byName = byExtension(name);
  if (byName && byName.magic === undefined) return byName;
  if (byName) throw inputError('malformed', `this is no ${byName.name} file`);
  // Rows of CSV begin with neither.
  return FORMS.find((form) => form.name === (/^\s*[[{]/.test(head) ? 'JSON' : 'CSV'))!;
}
