/** `model.json` and `model.yaml`: the architecture alone, with the weights where they lie beside it. */

import type { ByteSource, Context, Document } from '@brine/core';
import { failure } from '../errors.js';
import { readHierarchy } from '../read/hierarchy.js';
import { readSuperblock } from '../read/superblock.js';
import { kerasDocument } from './document.js';
import { textAt } from './json.js';
import { kerasModel, once } from './open.js';
import { besideConfig, readConfig } from './siblings.js';

export async function openConfig(source: ByteSource, context: Context): Promise<Document> {
  const name = source.name ?? 'model.json';
  const config = await readConfig(source, name);
  if (textAt(config, 'class_name') === undefined) {
    throw failure({
      code: 'CONFIG',
      fault: 'malformed',
      message: 'it is no configuration of a Keras model: it has no class_name',
      offset: 0,
      hint: 'model.to_json() writes one.',
    });
  }
  const beside = await besideConfig(context, source.name);
  const version = textAt(config, 'keras_version');
  const model = once(async () => {
    const weights = beside && (await readHierarchy(await readSuperblock(beside, context)));
    return kerasModel(config, weights, version === undefined ? {} : { kerasVersion: version });
  });
  const document = kerasDocument('keras', model, version === undefined ? {} : { producer: { keras: version } });
  return {
    ...document,
    async close() {
      await document.close();
      await beside?.close?.();
    },
  };
}
