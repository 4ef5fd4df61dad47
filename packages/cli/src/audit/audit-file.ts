/** The verdict about one file. */

import { type ByteSource, type Finding, type Limits, asCodecError } from '@brine/core';
import type { Host } from '@brine/core/host';
import type { Allowance } from '@brine/codec-pickle';
import { Findings } from './findings.js';

export type Verdict = 'safe' | 'dangerous' | 'not-proven';

/** A file that was judged. */
export interface Audited {
  readonly verdict: Verdict;
  /** Id of the codec that judged it; absent when none knows it. */
  readonly format?: string;
  readonly findings: readonly Finding[];
}

export interface AuditSettings {
  /** Id of the codec to judge by, whatever the content looks like. */
  readonly codec?: string;
  readonly limits?: Partial<Limits>;
  readonly allow?: readonly Allowance[];
  /** The extension registry, and out-of-band buffers, as loading would have them. */
  readonly extensions?: Readonly<Record<number, string>>;
  readonly buffers?: readonly Uint8Array[];
  readonly onProgress?: (done: number, total: number | undefined, what: string) => void;
}

/**
 * Judges a file.
 *
 * @throws CodecError `io`, `option` or `bug` only: whatever is wrong with the bytes is a finding
 */
export async function auditFile(
  host: Host,
  source: ByteSource,
  { codec, limits, onProgress, ...reading }: AuditSettings = {},
): Promise<Audited> {
  const found = new Findings();
  const options = Object.fromEntries(host.registry.codecs.map(({ descriptor }) => [descriptor.id, reading]));
  const judged: string[] = [];
  try {
    for await (const finding of host.audit(source, {
      ...options,
      ...(codec === undefined ? {} : { codec }),
      limits: auditLimits(source, limits),
      ...(onProgress ? { onProgress } : {}),
      onJudged: (id) => judged.push(id),
    })) {
      found.add(finding);
    }
  } catch (thrown) {
    const error = asCodecError(thrown, 'core');
    if (error.fault === 'io' || error.fault === 'bug' || error.fault === 'option') throw error;
    const { message, at } = error;
    found.add({
      code: 'BRINE-CORE-004',
      severity: 'medium',
      message: `The file cannot be judged: ${message}`,
      ...at,
      effect: 'not-proven',
    });
  }
  const findings = found.list();
  const format = judged.find((id) => host.registry.codec(id)?.descriptor.can.container !== true) ?? judged[0];
  return { verdict: verdictOf(findings), ...(format === undefined ? {} : { format }), findings };
}

/** Memory that judging may take by default, in bytes: a server that takes uploads should survive them. */
const MEMORY = 512 * 1024 ** 2;

/** What judging a file may cost. Its own bytes come on top of the default: a file is no bomb by being large. */
export function auditLimits(
  { size }: ByteSource,
  limits: Partial<Limits> = {},
): Partial<Limits> & Pick<Limits, 'bytes'> {
  return { expanded: MEMORY, items: 1e8, bytes: MEMORY + size, ...limits };
}

export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ effect }) => effect === 'dangerous')) return 'dangerous';
  return findings.some(({ effect }) => effect === 'not-proven') ? 'not-proven' : 'safe';
}
