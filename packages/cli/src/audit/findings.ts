/** Findings of one file, of which a crafted one may have a million. */

import type { Finding } from '@brine/core';

/** As many of one rule are told of; nobody reads more. */
const TOLD = 20;

/** Keeps all that name a global or a row for a policy; of the others the first of each rule, and how many more there were. */
export class Findings {
  readonly #told: Finding[] = [];
  readonly #ofRule = new Map<string, { readonly finding: Finding; count: number }>();

  add(finding: Finding): void {
    if (finding.global === undefined && finding.allow === undefined && this.#count(finding) > TOLD) return;
    this.#told.push(finding);
  }

  #count(finding: Finding): number {
    const key = `${finding.code} ${finding.effect}`;
    const known = this.#ofRule.get(key);
    if (known) return ++known.count;
    this.#ofRule.set(key, { finding, count: 1 });
    return 1;
  }

  list(): Finding[] {
    const others = [...this.#ofRule.values()].filter(({ count }) => count > TOLD);
    return [
      ...this.#told,
      ...others.map(({ finding: { code, severity, effect }, count }) => ({
        code,
        severity,
        effect,
        message: `There are ${count - TOLD} more findings of this rule.`,
      })),
    ];
  }
}
