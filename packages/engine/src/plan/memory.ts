/** Which slots share memory: one whose value nobody reads any more gives it to the next that needs some of its dtype. */

import type { DType } from '@brine/core';
import type { Held, Storage } from '../held.js';
import type { Step } from './plan.js';

/** @param kept - slots whose values outlive the last step */
export function shareMemory(steps: readonly Step[], kept: readonly Held[], make: (dtype: DType) => Storage): void {
  const owner = owners(steps);
  const lastRead = new Map<Held, number>();
  steps.forEach(({ reads, writes }, i) => {
    for (const slot of [...reads, ...writes]) lastRead.set(owner(slot), i);
  });
  for (const slot of kept) lastRead.set(owner(slot), steps.length);

  const ends = steps.map((): Held[] => []);
  for (const [slot, i] of lastRead) ends[i]?.push(slot);
  const free = new Map<DType, Storage[]>();
  steps.forEach(({ writes, view }, i) => {
    if (!view) for (const slot of writes) slot.storage = free.get(slot.dtype)?.pop() ?? make(slot.dtype);
    for (const { storage, dtype } of ends[i]!) {
      if (!storage) continue;
      const pool = free.get(dtype);
      if (pool) pool.push(storage);
      else free.set(dtype, [storage]);
    }
  });
}

/** The slot whose memory another one is a view of. */
function owners(steps: readonly Step[]): (slot: Held) => Held {
  const of = new Map<Held, Held>();
  const owner = (slot: Held): Held => of.get(slot) ?? slot;
  for (const { view, reads, writes } of steps) if (view) of.set(writes[0]!, owner(reads[0]!));
  return owner;
}
