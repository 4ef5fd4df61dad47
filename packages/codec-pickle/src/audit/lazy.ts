import type { Finding } from '@brine/core';
import type { PickleAuditInit } from './audit.js';

/**
 * Judges a file that is a pickle, or several, with the dialects of its codec. What it judges by is loaded when it is called.
 *
 * @returns findings; none when every byte is accounted for and nothing speaks against it
 */
export async function* auditPickle(init: PickleAuditInit): AsyncIterable<Finding> {
  const audit = await import('./audit.js');
  yield* audit.auditPickle(init);
}
