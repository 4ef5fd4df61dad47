/** From a file to a model that predicts. */

import {
  type ByteSource,
  CodecError,
  fromBlob,
  fromBytes,
  type Plugin,
  type PluginOptions,
  type Program,
  type View,
} from '@brine/core';
import { createHost, type Host, type HostSettings, type Opened, type OpenSettings } from '@brine/core/host';
import { createModel, type Model } from './model.js';
import { installCommand, packagesFor } from './packages.js';

/** Bytes of a model file. Paths are Node's: the umbrella `brine` takes them, `fromFile` of `@brine/core/node` opens them. */
export type ModelSource = ByteSource | Uint8Array | ArrayBuffer | Blob;

export interface ModelOptions {
  /** Id of the engine to run it; by default the first that can. */
  readonly engine?: string;
}

/** Options of {@link load}: the plugins, settings of the host, and options of plugins by their ids. */
export type LoadOptions<P extends readonly Plugin[]> = {
  /** Codecs, converters, engines: `[joblib, sklearn, onnxruntime]`. */
  readonly use: P;
} & ModelOptions &
  OpenSettings &
  PluginOptions<P>;

/**
 * Opens a model.
 *
 * @throws CodecError `malformed`, `unsupported` or `limit` for the file, with the byte offset; `unsupported` when it holds no model
 * that the plugins can convert; `option` for two plugins of one id
 */
export async function load<const P extends readonly Plugin[]>(
  source: ModelSource,
  options: LoadOptions<P>,
): Promise<Model> {
  const host = createHost(options.use);
  const bytes = toSource(source);
  try {
    const opened = await host.open(bytes, options);
    return await modelOf(host, opened, options);
  } finally {
    await bytes.close?.();
  }
}

/**
 * The model in an opened file, which may be closed afterwards.
 *
 * @param options - also the settings and plugin options for the engine
 * @throws CodecError `unsupported` when the file holds no model that the host's plugins can convert
 */
export async function modelOf<P extends readonly Plugin[]>(
  host: Host<P>,
  opened: Opened,
  options: ModelOptions & HostSettings & PluginOptions<P>,
): Promise<Model> {
  return createModel(await programOf(host, opened), {
    engines: host.registry.engines,
    engine: options.engine,
    context: host.context(options),
    optionsOf: (id) => (options as Readonly<Record<string, unknown>>)[id],
  });
}

async function programOf(host: Host, opened: Opened): Promise<Program> {
  if (opened.has('program')) return opened.view('program');
  const views = (['value', 'keras', 'graph'] as const).filter((view) => opened.document[view]);
  const packages = packagesFor(
    (plugin) =>
      plugin.kind === 'converter' && plugin.to === 'program' && (views as readonly View[]).includes(plugin.from),
  );
  const missing = packages.filter(
    (name) => !host.registry.converters.some(({ descriptor }) => descriptor.package === name),
  );
  throw new CodecError({
    codec: opened.codec,
    code: 'BRINE-RUNTIME-NO-MODEL',
    fault: 'unsupported',
    message: `nothing here makes a program of this ${opened.document.format} file`,
    hint: missing.length > 0 ? `Add a converter: ${installCommand(missing)}` : 'It holds data, not a model.',
  });
}

/** Whatever holds bytes, as a source. */
export function toSource(source: ModelSource): ByteSource {
  if (ArrayBuffer.isView(source)) return fromBytes(source);
  if ('read' in source) return source;
  // A Blob of another realm is one too, so its parts are asked for, not its class.
  return 'arrayBuffer' in source ? fromBlob(source) : fromBytes(source);
}
