/** Ways to damage a file. */

import { concatBytes } from '@brine/core';
import { createRandom, type Random } from './random.js';

/** A damaged copy and how it came about. */
export interface Damaged {
  readonly how: string;
  readonly bytes: Uint8Array;
}

/** Lengths at which a file is cut: all for a small one, else the first and last 48 and 128 between. */
export function truncations(bytes: Uint8Array): Damaged[] {
  const edge = 48;
  const points = new Set<number>();
  for (let i = 0; i < Math.min(edge, bytes.length); i++) points.add(i).add(bytes.length - 1 - i);
  const steps = bytes.length <= 256 ? bytes.length : 128;
  for (let i = 0; i < steps; i++) points.add(Math.floor((i * bytes.length) / steps));
  return [...points]
    .sort((a, b) => a - b)
    .map((length) => ({ how: `cut to ${length} bytes`, bytes: bytes.slice(0, length) }));
}

/** Copies with something changed, the same ones for the same seed. */
export function* mutations(bytes: Uint8Array, count: number, seed: number): Generator<Damaged> {
  if (bytes.length === 0) return;
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) {
    const names: string[] = [];
    let changed: Uint8Array = bytes.slice();
    for (let changes = 1 + random.below(3); changes > 0; changes--) {
      const at = random.below(changed.length);
      const [name, change] = random.pick(CHANGES);
      changed = change(changed, at, random);
      names.push(`${name} at ${at}`);
      if (changed.length === 0) break;
    }
    yield { how: `mutation ${i} of seed ${seed} (${names.join(', ')})`, bytes: changed };
  }
}

const INTERESTING = [0, 1, 0x7f, 0x80, 0xfe, 0xff];
/** Lengths and counts that nothing small has, little- and big-endian. */
const HUGE = [2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 40n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 64n - 1n];

type Change = (bytes: Uint8Array, at: number, random: Random) => Uint8Array;

/** Named, so that a failure tells what was done. The changes may write into the copy that they are given. */
const CHANGES: readonly (readonly [name: string, change: Change])[] = [
  ['bit flipped', (bytes, at, random) => set(bytes, at, bytes[at]! ^ (1 << random.below(8)))],
  ['byte changed', (bytes, at, random) => set(bytes, at, random.below(256))],
  ['byte extreme', (bytes, at, random) => set(bytes, at, random.pick(INTERESTING))],
  ['byte put in', (bytes, at, random) => splice(bytes, at, 0, Uint8Array.of(random.below(256)))],
  ['bytes taken out', (bytes, at, random) => splice(bytes, at, 1 + random.below(8))],
  ['bytes doubled', (bytes, at, random) => splice(bytes, at, 0, bytes.slice(at, at + 1 + random.below(32)))],
  ['bytes moved', (bytes, at, random) => splice(bytes, at, 4, bytes.slice(random.below(bytes.length)).slice(0, 4))],
  [
    'huge number',
    (bytes, at, random) => {
      const number = new Uint8Array(8);
      new DataView(number.buffer).setBigUint64(0, random.pick(HUGE), random.below(2) === 0);
      bytes.set(number.subarray(0, bytes.length - at), at);
      return bytes;
    },
  ],
];

function set(bytes: Uint8Array, at: number, value: number): Uint8Array {
  bytes[at] = value;
  return bytes;
}

function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array = new Uint8Array(0)): Uint8Array {
  return concatBytes([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}
