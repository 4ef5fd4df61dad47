import type { Confidence, Probe } from '@brine/core';
import { pickle } from '@brine/codec-pickle';
import { MODULE, ZFILE_PREFIX } from './spec/wrappers.js';

/** From the descriptor: the machine, in `/vm`, is not to be loaded for a look at a file. */
const sniffPickle = pickle.descriptor.sniff!;

const MODULE_BYTES = new TextEncoder().encode(MODULE);

/**
 * A pickle that names joblib's wrapper is one for `certain`. Of a longer pickle it only is not known: the name may come later, in
 * front of the first array.
 */
export function sniffJoblib(probe: Probe): Confidence | undefined {
  const { head, size } = probe;
  if (ZFILE_PREFIX.every((byte, i) => head[i] === byte)) return 'certain';
  const at = find(head, MODULE_BYTES);
  // Behind the first wrapper lie bytes of an array, which are no opcodes.
  if (at >= 0) return sniffPickle({ ...probe, head: head.subarray(0, at) }) && 'certain';
  return size > head.length && sniffPickle(probe) ? 'possible' : undefined;
}

function find(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
