/** What loading a file in Python would do, said beside what the commands do with it. */

import type { ByteSource } from '@brine/core';
import type { OpenSettings } from '@brine/core/host';
import { auditFile } from './audit/audit-file.js';
import { printable } from './errors.js';
import { openSource } from './files.js';
import type { Io } from './io.js';
import type { OpenedFile, Workspace } from './workspace.js';

/** Larger files are judged by `brine audit` alone: the other commands read only what they need. */
const JUDGED = 1 << 20;

export interface ShortVerdict {
  readonly dangerous: boolean;
  /** `safe`, or the verdict and the first reason. */
  readonly text: string;
}

/** The verdict where it is cheap to say; undefined where it is not. */
export async function verdictOf(
  io: Io,
  { host, settings }: Workspace,
  file: string,
  { size, codec }: OpenedFile,
): Promise<ShortVerdict | undefined> {
  // Standard input was read already, and a codec that was named by the user is not what the content tells.
  if (size > JUDGED || file === '-' || settings.codec !== undefined) return undefined;
  if (!host.registry.codec(codec)?.descriptor.can.audit) return undefined;
  const source = await openSource(io, file);
  try {
    const { verdict, findings } = await auditFile(host, source, settings.limits ? { limits: settings.limits } : {});
    const worst = findings.find(({ effect }) => effect === 'dangerous') ?? findings[0];
    const safe = verdict === 'safe' || !worst;
    const text = safe ? 'safe' : `${verdict.replace('-', ' ')}: ${worst.message} (brine audit)`;
    return { dangerous: verdict === 'dangerous', text };
  } finally {
    await source.close?.();
  }
}

/** Opens a file, and says so when Python must not: nothing of it runs here. */
export async function openWarned(
  io: Io,
  workspace: Workspace,
  file: string,
  more?: OpenSettings & Readonly<Record<string, unknown>>,
  source?: ByteSource,
): Promise<OpenedFile> {
  const opened = await workspace.open(file, more, source);
  const verdict = await verdictOf(io, workspace, file, opened);
  if (verdict?.dangerous) io.say(`${printable(`warning: to load ${file} in Python is ${verdict.text}`)}\n`);
  return opened;
}
