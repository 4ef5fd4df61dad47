/** Stages as JavaScript. */

import type { StageDescription, StageSource } from '@brine/core';
import { ENTRIES, PARTS } from './parts.gen.js';

export function sourceOf({ kind }: StageDescription): StageSource {
  const [, expression, needs] = ENTRIES.find(([name]) => name === kind)!;
  return { parts: PARTS, make: `record=>runnerFor(${expression},record)`, needs: ['runnerFor', ...needs.split(' ')] };
}
