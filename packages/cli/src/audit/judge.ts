/** Judges files one after another, in this process. */

import { type ByteSource, fromBytes } from '@brine/core';
import { createHost } from '@brine/core/host';
import { fromFile } from '../disk.js';
import { chooseCodec } from '../plugins/chosen.js';
import { installedPlugins } from '../plugins/known.js';
import { type Audited, auditFile, type AuditSettings } from './audit-file.js';

/** How files are judged: plain data, since the judge may be another process. */
export interface JudgeSettings extends Omit<AuditSettings, 'codec' | 'onProgress'> {
  /** The id of a codec, or a package of the working folder that has one. */
  readonly codec?: string;
  /** The working folder. */
  readonly cwd: string;
}

export interface Judge {
  /**
   * @param bytes - of what is no file: standard input
   * @throws CodecError `io`, `option` or `bug` only: whatever is wrong with the bytes is a finding
   */
  judge(file: string, bytes?: Uint8Array): Promise<Audited>;
  close(): void;
}

/**
 * A judge by the first-party codecs that are installed where the command is, and one that the user names. The configuration of the
 * working folder is not read: what is judged must not choose its judge.
 *
 * @param onSource - hears of each file before it is judged
 * @throws CodecError `option` for a codec that is not there
 */
export async function createJudge(
  { codec: name, cwd, ...settings }: JudgeSettings,
  onSource?: (source: ByteSource) => void,
): Promise<Judge> {
  const { plugins } = await installedPlugins(new Set(['codec']));
  const chosen = await chooseCodec(name, plugins, cwd);
  const host = createHost([...new Set([...plugins, ...chosen.plugins])]);
  return {
    async judge(file, bytes) {
      const source = bytes ? fromBytes(bytes) : await fromFile(file);
      onSource?.(source);
      try {
        return await auditFile(host, source, { ...settings, ...(chosen.id === undefined ? {} : { codec: chosen.id }) });
      } finally {
        await source.close?.();
      }
    },
    close: () => undefined,
  };
}
