import { createHost, type Opened } from '@brine/core/host';
import { load as loadModel, type LoadOptions, type Model } from '@brine/runtime';
import { type Plugins, plugins } from './plugins.js';
import { type Source, sourceOf } from './source.js';

/** Settings, and options of plugins by their ids: `{ limits, signal, engine, pickle: { encoding: 'latin1' } }`. */
export type Options = Omit<LoadOptions<Plugins>, 'use'>;

/**
 * Opens a model that predicts.
 *
 * @throws CodecError `io` for a file that cannot be read; `malformed`, `unsupported` or `limit` for its content, with the byte offset;
 * `unsupported` also when it holds no model that can be converted
 *
 * @example
 * const model = await load('model.joblib');
 * const { data } = await model.predict([[5.1, 3.5, 1.4, 0.2]]);
 * await model.close();
 */
export async function load(source: Source, options: Options = {}): Promise<Model> {
  return loadModel(await sourceOf(source), { ...options, use: plugins });
}

/**
 * Opens any file, to look at what it holds.
 *
 * @throws CodecError as {@link load}
 *
 * @example
 * const file = await open('settings.pkl');
 * const settings = toJs(await file.view('value'));
 * await file.close();
 */
export async function open(source: Source, options: Omit<Options, 'engine'> = {}): Promise<Opened> {
  const bytes = await sourceOf(source);
  try {
    return await createHost(plugins).open(bytes, options);
  } catch (error) {
    await bytes.close?.();
    throw error;
  }
}
