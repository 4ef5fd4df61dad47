import { fromBytes, type Finding } from '@brine/core';
import { assert } from '../tools/assert.js';
import { mutations, truncations } from '../tools/damage.js';
import type { Subject } from '../subject.js';
import type { Check } from '../suite.js';

const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'];
const EFFECTS = ['dangerous', 'not-proven', 'none'];

/** Judging a file: findings of the agreed shape, and bad bytes are findings too. */
export function auditChecks({ suite, plugin, codec, context }: Subject): Check[] {
  if (!plugin.descriptor.can.audit) return [];
  const { seed = 1, mutations: count = 200 } = suite;
  const audit = async (name: string, bytes: Uint8Array) => {
    const findings: Finding[] = [];
    for await (const finding of (await codec()).audit!(fromBytes(bytes, name), context(), suite.options ?? {}))
      findings.push(finding);
    for (const { code, severity, effect, message } of findings) {
      assert(/^BRINE-[A-Z0-9]+-\d{3}$/.test(code), `the code ${code} of a finding is not BRINE-<FORMAT>-<NNN>`);
      assert(
        SEVERITIES.includes(severity) && EFFECTS.includes(effect),
        `${code} has severity ${severity}, effect ${effect}`,
      );
      assert(message !== '', `${code} has no message`);
    }
    return findings;
  };
  return suite.cases.flatMap(({ name, bytes, joined = false }) => [
    { name: `audit: ${name} is judged`, run: async () => void (await audit(name, bytes)) },
    {
      name: `audit: damage to ${name} is a finding, never a throw, and never safe when it is cut`,
      async run() {
        for (const damaged of truncations(bytes)) {
          const findings = await audit(name, damaged.bytes);
          assert(
            joined || findings.some(({ effect }) => effect !== 'none'),
            `${damaged.how}: nothing speaks against it`,
          );
        }
        for (const damaged of mutations(bytes, count, seed)) await audit(name, damaged.bytes);
      },
    },
  ]);
}
