import { malformed } from '../errors.js';
import { LONG, MIN_MATCH } from './spec.js';

/** Copies of more bytes are worth a call. */
const LONG_COPY = 32;

/**
 * Decompresses a block: literals and matches in turn, each with its length.
 *
 * @param at - offset of the block in `input`
 * @param end - offset behind it
 * @param memory - where it goes, behind what its matches may refer to
 * @param size - bytes that are in the memory
 * @param origin - where in the memory matches may begin
 * @param limit - how many bytes the memory may hold afterwards
 * @returns bytes that are in the memory
 */
export function readBlock(
  id: string,
  input: Uint8Array,
  at: number,
  end: number,
  memory: Uint8Array,
  size: number,
  origin: number,
  limit: number,
): number {
  for (;;) {
    if (at >= end) throw malformed(id, 'a block ends inside a sequence', end);
    const token = input[at++]!;
    let length = token >>> 4;
    if (length === LONG) {
      let more: number;
      do {
        if (at >= end) throw malformed(id, 'a block ends inside a sequence', end);
        more = input[at++]!;
        length += more;
      } while (more === 255);
    }
    if (length > end - at) throw malformed(id, 'literals pass the end of their block', at);
    if (length > limit - size) throw malformed(id, 'a block is longer than the header says', at);
    if (length > LONG_COPY) memory.set(input.subarray(at, at + length), size);
    else for (let i = 0; i < length; i++) memory[size + i] = input[at + i]!;
    at += length;
    size += length;
    if (at === end) return size;

    if (end - at < 2) throw malformed(id, 'a block ends inside a sequence', end);
    const distance = input[at]! | (input[at + 1]! << 8);
    if (distance === 0 || distance > size - origin) throw malformed(id, 'a match begins before the data', at);
    at += 2;
    length = token & LONG;
    if (length === LONG) {
      let more: number;
      do {
        if (at >= end) throw malformed(id, 'a block ends inside a sequence', end);
        more = input[at++]!;
        length += more;
      } while (more === 255);
    }
    length += MIN_MATCH;
    if (length > limit - size) throw malformed(id, 'a block is longer than the header says', at);
    const from = size - distance;
    if (distance >= length && length > LONG_COPY) memory.copyWithin(size, from, from + length);
    else for (let i = 0; i < length; i++) memory[size + i] = memory[from + i]!;
    size += length;
  }
}
