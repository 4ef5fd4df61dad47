import { malformed } from '../../errors.js';
import type { Stage } from './pipeline.js';

/**
 * LZF, as h5py writes it: a byte below 32 is that many bytes and one more as they are; a larger one copies three bytes or more of what
 * came before.
 * @see liblzf, lzf_d.c
 */
export function unlzf(input: Uint8Array, _values: readonly number[], { expected, offset }: Stage): Uint8Array {
  const output = new Uint8Array(expected);
  const damaged = () => malformed('a chunk compressed by lzf is damaged', offset);
  let to = 0;
  for (let from = 0; from < input.length;) {
    const control = input[from++]!;
    if (control < 32) {
      const count = control + 1;
      if (from + count > input.length || to + count > output.length) throw damaged();
      output.set(input.subarray(from, from + count), to);
      from += count;
      to += count;
      continue;
    }
    let count = (control >> 5) + 2;
    if (count === 9) count += input[from++] ?? 0;
    if (from >= input.length) throw damaged();
    let back = to - ((control & 31) << 8) - input[from++]! - 1;
    if (back < 0 || to + count > output.length) throw damaged();
    // It may overlap itself: byte by byte.
    for (; count > 0; count--) output[to++] = output[back++]!;
  }
  return output.subarray(0, to);
}
