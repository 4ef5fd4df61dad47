/** Stages as JavaScript. */

import type { StageDescription, StageSource } from '@brine/core';
import { ENTRIES, PARTS } from './parts.gen.js';

/** @returns undefined for a kind of somebody else's, who has not brought its source */
export function sourceOf({ kind }: StageDescription): StageSource | undefined {
  const entry = ENTRIES.find(([name]) => name === kind);
  if (!entry) return undefined;
  const [, expression, needs] = entry;
  return { parts: PARTS, make: `record=>runnerFor(${expression},record)`, needs: ['runnerFor', ...needs.split(' ')] };
}
