import { type ByteSource, type Finding, type Limits, asCodecError } from '@brine/core';
import type { Host } from '@brine/core/host';
import type { Allowance } from '@brine/codec-pickle';

export type Verdict = 'safe' | 'dangerous' | 'not-proven';

/** A file that was judged. */
export interface Audited {
  readonly verdict: Verdict;
  /** Id of the codec that judged it; absent when none knows it. */
  readonly format?: string;
  readonly findings: readonly Finding[];
}

export interface AuditSettings {
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
 * @throws CodecError `io` or `bug` only: whatever is wrong with the bytes is a finding
 */
export async function auditFile(
  host: Host,
  source: ByteSource,
  { limits, onProgress, ...reading }: AuditSettings = {},
): Promise<Audited> {
  const findings: Finding[] = [];
  const options = Object.fromEntries(host.registry.codecs.map(({ descriptor }) => [descriptor.id, reading]));
  const judged: string[] = [];
  try {
    for await (const finding of host.audit(source, {
      ...options,
      limits: { ...AUDIT_LIMITS, ...limits },
      ...(onProgress ? { onProgress } : {}),
      onJudged: (codec) => judged.push(codec),
    })) {
      findings.push(finding);
    }
  } catch (thrown) {
    const error = asCodecError(thrown, 'core');
    if (error.fault === 'io' || error.fault === 'bug' || error.fault === 'option') throw error;
    const { message, at } = error;
    findings.push({
      code: 'BRINE-CORE-004',
      severity: 'medium',
      message: `The file cannot be judged: ${message}`,
      ...at,
      effect: 'not-proven',
    });
  }
  const format = judged.find((id) => host.registry.codec(id)?.descriptor.can.container !== true) ?? judged[0];
  return { verdict: verdictOf(findings), ...(format === undefined ? {} : { format }), findings };
}

/** What judging may cost by default: a server that takes uploads should survive them. */
export const AUDIT_LIMITS: Partial<Limits> = { expanded: 512 * 1024 ** 2, items: 1e8 };

export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ effect }) => effect === 'dangerous')) return 'dangerous';
  return findings.some(({ effect }) => effect === 'not-proven') ? 'not-proven' : 'safe';
}
