/** Judging a file by the codec that it is for. */

import type { ByteSource } from '../contract/bytes.js';
import type { Finding } from '../contract/errors.js';
import type { Context } from '../contract/plugin.js';
import { identify, probe } from './identify.js';
import type { Registry } from './registry.js';

/** Findings of the best match's codec, and those that only the host can make: unknown format, polyglot, no rules. */
export async function* auditSource(
  registry: Registry,
  source: ByteSource,
  context: Context,
  optionsOf: (id: string) => unknown,
): AsyncIterable<Finding> {
  const { matches, polyglot } = identify(registry, await probe(source, context.signal));
  const best = matches[0];
  if (polyglot.length > 1) {
    yield finding('BRINE-CORE-001', 'high', `The file is several formats at once: ${polyglot.join(', ')}.`);
  }
  if (!best) {
    yield finding('BRINE-CORE-002', 'medium', 'The file is of no known format.');
    return;
  }
  const codec = await registry.codec(best.codec)!.load();
  if (!codec.audit) {
    yield finding('BRINE-CORE-003', 'low', `There are no audit rules for ${best.codec} files.`);
    return;
  }
  yield* codec.audit(source, context, optionsOf(best.codec));
}

function finding(code: string, severity: Finding['severity'], message: string): Finding {
  return { code, severity, message, effect: 'not-proven' };
}
