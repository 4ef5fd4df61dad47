/** The plugins that a command works with, composed into a host. */

import { type ByteSource, CodecError, type CodecErrorShape, isCodecError, type Plugin } from '@brine/core';
import { createHost, type Host, type Opened, type OpenSettings } from '@brine/core/host';
import { usageError } from './errors.js';
import { openSource, readFile } from './files.js';
import type { Io } from './io.js';
import { chooseCodec } from './plugins/chosen.js';
import { configuredPackages, pluginsOfPackage } from './plugins/folder.js';
import { type Installed, installedPlugins, type Kind } from './plugins/known.js';
import { codecsFor, installHint, missingCodecs } from './plugins/needs.js';
import type { ReadingOptions } from './reading.js';
import { progressOn } from './print/progress.js';

export interface OpenedFile extends Opened {
  /** Bytes of the file. */
  readonly size: number;
}

export interface Workspace {
  readonly host: Host;
  readonly installed: Installed;
  /** Settings of the host and options of every codec, as `host.open` takes them. */
  readonly settings: OpenSettings & Readonly<Record<string, unknown>>;
  /**
   * Opens a file.
   *
   * @param more - settings and plugin options for this file
   * @param source - its bytes, for who has them
   * @throws CodecError as the host's `open`; its hint names what to install when that would help
   */
  open(file: string, more?: OpenSettings & Readonly<Record<string, unknown>>, source?: ByteSource): Promise<OpenedFile>;
  /** Names in an error what would have to be installed for a file of this name. */
  explain(error: unknown, file: string): unknown;
}

/**
 * @param kinds - of the plugins that the command needs
 * @throws CodecError `option` for a plugin that is not there, or two of one id
 */
export async function openWorkspace(io: Io, reading: ReadingOptions, kinds: readonly Kind[]): Promise<Workspace> {
  const installed = await installedPlugins(new Set(kinds));
  const configured = await namedPlugins(await configuredPackages(io.cwd), io.cwd);
  const chosen = await chooseCodec(reading.codec, [...installed.plugins, ...configured], io.cwd);
  const host = createHost([...new Set([...installed.plugins, ...configured, ...chosen.plugins])]);

  const options = {
    ...(reading.encoding === undefined ? {} : { encoding: reading.encoding }),
    ...(reading.extension ? { extensions: reading.extension } : {}),
    ...(reading.buffers ? { buffers: await Promise.all(reading.buffers.map((file) => readFile(io, file))) } : {}),
  };
  const settings = {
    ...(chosen.id === undefined ? {} : { codec: chosen.id }),
    ...(reading.limit ? { limits: reading.limit } : {}),
    onProgress: progressOn(io),
    // Codecs that embed others read by the same options; those that have none of them take no notice.
    ...Object.fromEntries(host.registry.codecs.map(({ descriptor }) => [descriptor.id, options])),
  };

  const explain = (error: unknown, file: string, head: Uint8Array = new Uint8Array()): unknown => {
    if (!isCodecError(error) || (error.fault !== 'unsupported' && error.fault !== 'malformed')) return error;
    const hint = installHint(missingCodecs(codecsFor(file, head)));
    return hint === undefined ? error : withHint(error, hint);
  };

  return {
    host,
    installed,
    settings,
    explain,
    async open(file, more, given) {
      const source = given ?? (await openSource(io, file));
      // Before the codec has it: it closes the source when it fails.
      const head = await source.read(0, Math.min(16, source.size));
      try {
        const opened = await host.open(source, { ...settings, ...more });
        return { ...opened, size: source.size };
      } catch (error) {
        await source.close?.();
        throw explain(error, file, head);
      }
    },
  };
}

function withHint(error: CodecErrorShape, hint: string): CodecError {
  const { codec, code, fault, message, at } = error;
  return new CodecError({ codec, code, fault, message, offset: at.offset, path: at.path, hint, cause: error });
}

async function namedPlugins(names: readonly string[], cwd: string): Promise<Plugin[]> {
  const plugins: Plugin[] = [];
  for (const name of names) {
    const found = await pluginsOfPackage(name, cwd);
    if (!found)
      throw usageError(`package ${name}, named in brine.config.json, is not installed here`, `npm install ${name}`);
    plugins.push(...found);
  }
  return plugins;
}
