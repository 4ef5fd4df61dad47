import type { CodecPlugin } from '@brine/core';
import { auditChecks } from './checks/audit.js';
import { damageChecks, limitChecks } from './checks/damage.js';
import { descriptorChecks } from './checks/descriptor.js';
import { encodeChecks } from './checks/encode.js';
import { lazyChecks } from './checks/lazy.js';
import { readChecks } from './checks/reads.js';
import { sniffChecks } from './checks/sniff.js';
import { viewChecks } from './checks/views.js';
import { createSubject } from './subject.js';
import type { Check, CodecSuite } from './suite.js';

const AREAS = [
  descriptorChecks,
  lazyChecks,
  sniffChecks,
  viewChecks,
  readChecks,
  damageChecks,
  limitChecks,
  encodeChecks,
  auditChecks,
];

/**
 * The promises that every codec keeps, as named checks for whichever test runner there is:
 *
 * ```ts
 * for (const { name, run } of codecChecks(myCodec, { cases: [{ name: 'a.my', bytes }] })) test(name, run);
 * ```
 *
 * Needs no platform: files are handed over as bytes.
 */
export function codecChecks(plugin: CodecPlugin, suite: CodecSuite): Check[] {
  const subject = createSubject(plugin, suite);
  return AREAS.flatMap((area) => area(subject));
}
