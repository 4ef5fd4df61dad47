/** Writing Keras' own forms: `.keras`, `.weights.h5`, `model.json`. */

import type { Codec, JsonValue, KerasModel } from '@brine/core';
import { toMemory } from '@brine/core';
import { zipWriter } from '@brine/zip';
import { failure } from '../errors.js';
import { writeHierarchy } from '../write/file.js';
import { isCompiled, modernCompile } from './compile.js';
import { get, type JsonObject, jsonText } from './json.js';
import { modernConfig } from './modern.js';
import { noArchitecture } from './write-legacy.js';
import { storeFile } from './write-store.js';

type Encode = NonNullable<Codec['encode']>;

/** What is written when the model does not tell. */
const VERSION = '3.0.0';

export const encodeArchive: Encode = async (views, sink, context) => {
  const model = await modelOf(views);
  const { config, kerasVersion = VERSION, compile } = model;
  if (config === undefined) throw noArchitecture();
  const modern = modernConfig(config);
  const version = Number.parseInt(kerasVersion, 10) >= 3 ? kerasVersion : VERSION;
  const compiled = modernCompile(compile);
  const isThere = !isCompiled(compiled) || get(modern, 'compile_config') === compiled;
  const whole = isThere ? modern : { ...(modern as JsonObject), compile_config: compiled };
  const weights = toMemory();
  const { hierarchy, notes } = storeFile(model);
  const lost = await writeHierarchy(hierarchy, weights, context);
  const zip = zipWriter(sink, { codec: 'keras' });
  const text = (value: JsonValue) => new TextEncoder().encode(jsonText(value));
  await zip.add('metadata.json', text({ keras_version: version, date_saved: '1980-01-01@00:00:00' }));
  await zip.add('config.json', text(whole));
  await zip.add('model.weights.h5', weights.toBytes());
  await zip.finish();
  return [...notes, ...lost];
};

/** The weights, and the architecture beside them as JSON where the sink has a place for it. */
export const encodeWeights: Encode = async (views, sink, context) => {
  const model = await modelOf(views);
  const { hierarchy, notes } = storeFile(model);
  const written = [...notes, ...(await writeHierarchy(hierarchy, sink, context))];
  if (model.config === undefined) return written;
  if (sink.name === undefined) {
    return [
      ...written,
      { code: 'BRINE-HDF5-CONFIG', message: 'the architecture is left out: these are weights alone', loss: true },
    ];
  }
  const beside = await sink.sibling(`${sink.name.replace(/(\.weights)?\.h5$/i, '')}.json`);
  await beside.write(new TextEncoder().encode(jsonText(modernConfig(model.config))));
  return written;
};

async function modelOf(views: Parameters<Encode>[0]): Promise<KerasModel> {
  if (views.keras) return views.keras();
  throw failure({
    code: 'VIEW',
    fault: 'encode',
    message: 'it is no Keras model',
    hint: 'Only Keras models are written in the forms of Keras.',
  });
}
