/** The architecture beside the weights, and the weights beside the architecture. */

import type { ByteSource, Context, JsonValue } from '@brine/core';
import { isCodecError } from '@brine/core';
import { failure } from '../errors.js';
import { type Architecture, readArchitecture } from './architecture.js';
import { parseJson, textAt } from './json.js';

/** Configurations are text: larger files are something else. */
const MOST_BYTES = 1 << 26;

/** The architecture that a file of weights goes with: `x.json` for `x.weights.h5`, or `model.json`. */
export async function besideWeights(context: Context, name: string | undefined): Promise<Architecture | undefined> {
  if (name === undefined) return undefined;
  const stem = name.replace(/(\.(legacy_)?weights)?\.(h5|hdf5)$/i, '');
  for (const beside of [stem, 'model'].flatMap((one) => [`${one}.json`, `${one}.yaml`, `${one}.yml`])) {
    const source = await siblingOf(context, beside);
    if (!source) continue;
    try {
      const config = await readConfig(source, beside);
      if (textAt(config, 'class_name') !== undefined) return readArchitecture(config);
    } finally {
      await source.close?.();
    }
  }
  return undefined;
}

/** The weights that an architecture goes with. */
export async function besideConfig(context: Context, name: string | undefined): Promise<ByteSource | undefined> {
  if (name === undefined) return undefined;
  const stem = name.replace(/\.(json|yaml|yml)$/i, '');
  for (const beside of [
    `${stem}.weights.h5`,
    `${stem}.legacy_weights.h5`,
    `${stem}.h5`,
    'model.weights.h5',
    'weights.h5',
    'model.h5',
  ]) {
    const source = await siblingOf(context, beside);
    if (source) return source;
  }
  return undefined;
}

/** A source in memory has no folder; a name that is not plain has no sibling. */
async function siblingOf(context: Context, name: string): Promise<ByteSource | undefined> {
  try {
    return await context.sibling(name);
  } catch (error) {
    if (isCodecError(error) && error.fault !== 'io') return undefined;
    throw error;
  }
}

/** JSON, or YAML as Keras 1 and 2 wrote it. */
export async function readConfig(source: ByteSource, name: string): Promise<JsonValue> {
  if (source.size > MOST_BYTES) {
    throw failure({
      code: 'CONFIG',
      fault: 'limit',
      message: `the configuration ${name} has ${source.size} bytes`,
      path: name,
    });
  }
  const text = new TextDecoder().decode(await source.read(0, source.size));
  return /\.ya?ml$/i.test(name) ? parseYaml(text, name) : parseJson(text, name, 0);
}

async function parseYaml(text: string, path: string): Promise<JsonValue> {
  const yaml = await import('yaml').catch((cause: unknown) => {
    throw failure({
      code: 'YAML',
      fault: 'unsupported',
      message: `${path} is YAML, for which a library is needed`,
      path,
      hint: 'npm install yaml',
      cause,
    });
  });
  try {
    // Without custom tags: a tag that would make an object of a class is text. Aliases are bounded by the library.
    return yaml.parse(text, { schema: 'core', maxAliasCount: 100, logLevel: 'error' }) as JsonValue;
  } catch (cause) {
    throw failure({ code: 'YAML', fault: 'malformed', message: `${path} is no YAML`, path, cause });
  }
}
