/** Exit codes, and which one counts when there are several files. */

import type { Fault } from '@brine/core';

export const EXIT = { done: 0, dangerous: 1, refused: 2, usage: 3, io: 4, internal: 5 } as const;

export const EXIT_OF_FAULT: Readonly<Record<Fault, number>> = {
  malformed: EXIT.refused,
  unsupported: EXIT.refused,
  limit: EXIT.refused,
  encode: EXIT.refused,
  option: EXIT.usage,
  io: EXIT.io,
  bug: EXIT.internal,
};

const WORST_FIRST: readonly number[] = [EXIT.internal, EXIT.io, EXIT.usage, EXIT.refused, EXIT.done];

/** The code of a command over several files: that of the worst one. */
export function worst(codes: Iterable<number>): number {
  const seen = new Set(codes);
  return WORST_FIRST.find((code) => seen.has(code)) ?? EXIT.done;
}

/** Of `audit`: that something is dangerous is said whatever else went wrong. */
const WORST_OF_AUDIT: readonly number[] = [EXIT.dangerous, EXIT.internal, EXIT.io, EXIT.usage, EXIT.refused, EXIT.done];

/** The code of an audit of several files. */
export function worstOfAudit(codes: Iterable<number>): number {
  const seen = new Set(codes);
  return WORST_OF_AUDIT.find((code) => seen.has(code)) ?? EXIT.done;
}
