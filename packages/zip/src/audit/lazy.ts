import type { Finding } from '@brine/core';
import type { ZipAuditInit } from './audit.js';

/**
 * Judges an archive: what readers may differ on, and every member by its own content. What it judges by is loaded when it is called.
 *
 * @returns findings; none when every byte is accounted for and nothing speaks against it
 */
export async function* auditZip(init: ZipAuditInit): AsyncIterable<Finding> {
  const audit = await import('./audit.js');
  yield* audit.auditZip(init);
}
