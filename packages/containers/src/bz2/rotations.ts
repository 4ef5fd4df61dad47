import { sortSuffixes } from './suffixes.js';

/** The last bytes of the sorted rotations of a block (Burrows and Wheeler), and which of them is the block itself. */
export function sortRotations(block: Uint8Array): { last: Uint8Array; origin: number } {
  const { length } = block;
  const least = leastRotation(block);
  // Of the least rotation, and only of it, the suffixes sort as the rotations do: where one suffix begins another, what follows it
  // in its rotation is the beginning, than which nothing is smaller.
  const rotated = new Uint8Array(length);
  rotated.set(block.subarray(least));
  rotated.set(block.subarray(0, least), length - least);
  const order = sortSuffixes(rotated, 256);
  const last = new Uint8Array(length);
  for (let row = 0; row < length; row++) last[row] = rotated[(order[row]! || length) - 1]!;
  return { last, origin: order.indexOf((length - least) % length) };
}

/** Where the smallest rotation begins: two candidates, the loser of which jumps behind what was compared. */
function leastRotation(block: Uint8Array): number {
  const { length } = block;
  let a = 0;
  let b = 1;
  let same = 0;
  while (a < length && b < length && same < length) {
    const difference = block[(a + same) % length]! - block[(b + same) % length]!;
    if (difference === 0) {
      same++;
      continue;
    }
    if (difference > 0) a += same + 1;
    else b += same + 1;
    if (a === b) b++;
    same = 0;
  }
  return Math.min(a, b);
}
