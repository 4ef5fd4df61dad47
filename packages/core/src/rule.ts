/** Rules of an audit: what every codec's findings are made of, and their pages. */

import type { Finding } from './contract/errors.js';

/** A file that shows a rule at work. */
export interface RuleCase {
  readonly what: string;
  /** Its bytes, as latin-1 text or made. */
  readonly stream: string | (() => Uint8Array);
}

/** A rule of an audit: a file of its own, from which its page is made. */
export interface Rule {
  /** `BRINE-<FORMAT>-<NNN>` */
  readonly code: string;
  readonly title: string;
  readonly severity: Finding['severity'];
  readonly effect: Finding['effect'];
  /** What it means, and what the reader can do. */
  readonly text: string;
  /** Files in which it finds nothing. */
  readonly good: readonly RuleCase[];
  /** Files in which it finds something. */
  readonly bad: readonly RuleCase[];
}

/** What a rule saw. */
export interface Sighting {
  readonly message: string;
  readonly offset?: number | undefined;
  readonly path?: string | undefined;
  /** `module.name` */
  readonly global?: string | undefined;
}

/** The finding of a rule. */
export function findingOf({ code, severity, effect }: Rule, { message, offset, path, global }: Sighting): Finding {
  return {
    code,
    severity,
    effect,
    message,
    ...(offset === undefined ? {} : { offset }),
    ...(path === undefined ? {} : { path }),
    ...(global === undefined ? {} : { global }),
  };
}
