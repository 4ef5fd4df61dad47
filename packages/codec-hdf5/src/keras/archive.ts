/**
 * `.keras`: a zip of the configuration, what wrote it, and the weights as HDF5.
 * @see keras/src/saving/saving_lib.py
 */

import type { ByteSource, Context, Document, JsonValue } from '@brine/core';
import { openZip } from '@brine/zip';
import { failure } from '../errors.js';
import { readHierarchy } from '../read/hierarchy.js';
import { readSuperblock } from '../read/superblock.js';
import { kerasDocument } from './document.js';
import { get, parseJson, textAt } from './json.js';
import { kerasModel, once } from './open.js';

const CONFIG = 'config.json';
const METADATA = 'metadata.json';
const WEIGHTS = 'model.weights.h5';
const SHARDS = 'model.weights.json';

export async function openArchive(source: ByteSource, context: Context): Promise<Document> {
  const { limits, signal } = context;
  const archive = await openZip(source, { limits, codec: 'keras', ...(signal ? { signal } : {}) });
  const json = async (name: string): Promise<JsonValue | undefined> => {
    const member = archive.member(name);
    return member && parseJson(new TextDecoder().decode(await archive.read(member)), `${name}:`);
  };
  const config = await json(CONFIG);
  if (config === undefined) {
    throw failure({
      code: 'ARCHIVE',
      fault: 'malformed',
      message: `there is no ${CONFIG} in the archive`,
      path: `${CONFIG}:`,
      hint: 'The file is a zip archive, but no model that Keras saved.',
    });
  }
  const metadata = await json(METADATA);
  const version = textAt(metadata, 'keras_version');
  const weights = once(async () => {
    const member = archive.member(WEIGHTS);
    if (member) return readHierarchy(await readSuperblock(await archive.open(member), context));
    if (!archive.member(SHARDS)) return undefined;
    throw failure({
      code: 'SHARDS',
      fault: 'unsupported',
      message: 'the weights are in several files',
      path: `${SHARDS}:`,
      hint: 'Save the model without max_shard_size.',
    });
  });
  const compile = get(config, 'compile_config');
  const model = once(async () =>
    kerasModel(config, await weights(), {
      ...(version === undefined ? {} : { kerasVersion: version }),
      ...(compile === undefined || compile === null ? {} : { compile }),
    }),
  );
  const date = textAt(metadata, 'date_saved');
  return kerasDocument('keras', model, {
    ...(version === undefined ? {} : { producer: { keras: version } }),
    ...(date === undefined ? {} : { details: { saved: date } }),
  });
}
