import type { ByteWriter } from '../byte-writer.js';
import { LAST_LITERALS, LONG, MATCH_LIMIT, MAX_DISTANCE, MIN_MATCH } from './spec.js';

const HASH_BITS = 16;

/** Compresses blocks of one input; its memory serves all of them. */
export class BlockWriter {
  readonly #input: Uint8Array;
  readonly #depth: number;
  /** By hash of four bytes, the last place of them, and for each place the one before; both one more than it is, 0 for none. */
  readonly #heads = new Int32Array(1 << HASH_BITS);
  readonly #chain = new Int32Array(MAX_DISTANCE + 1);

  /** @param depth - earlier places to look at for each match */
  constructor(input: Uint8Array, depth: number) {
    this.#input = input;
    this.#depth = depth;
  }

  /** Writes the block from `start` to `end`: its matches do not reach before `start`. */
  write(out: ByteWriter, start: number, end: number): void {
    const input = this.#input;
    const lastMatch = end - MATCH_LIMIT;
    let anchor = start;
    let misses = 0;
    this.#heads.fill(0);
    for (let at = start; at <= lastMatch;) {
      const [found, distance] = this.#find(at, start, end);
      if (found < MIN_MATCH) {
        // Where nothing matches for long, only some places are tried.
        at += this.#depth > 1 ? 1 : 1 + (misses++ >> 6);
        continue;
      }
      misses = 0;
      let length = found;
      while (at > anchor && at - distance > start && input[at - 1] === input[at - distance - 1]) {
        at--;
        length++;
      }
      writeSequence(out, input.subarray(anchor, at), distance, length);
      const next = at + length;
      for (at += this.#depth > 1 ? 1 : length - 2; at < next; at++) if (at <= lastMatch) this.#insert(at);
      anchor = at;
    }
    writeSequence(out, input.subarray(anchor, end), 0, 0);
  }

  /** The longest match at a place, which becomes one of the earlier places. */
  #find(at: number, start: number, end: number): [length: number, distance: number] {
    const input = this.#input;
    const most = end - LAST_LITERALS - at;
    let best = MIN_MATCH - 1;
    let distance = 0;
    let place = this.#insert(at);
    for (let left = this.#depth; left > 0 && best < most; left--) {
      if (place < start || at - place > MAX_DISTANCE) break;
      if (input[place + best] === input[at + best]) {
        let length = 0;
        while (length < most && input[place + length] === input[at + length]) length++;
        if (length > best) {
          best = length;
          distance = at - place;
        }
      }
      const before = this.#chain[place & MAX_DISTANCE]! - 1;
      // A place of the chain that was used again.
      if (before >= place) break;
      place = before;
    }
    return [best, distance];
  }

  /** @returns the place before with the same hash, or -1 */
  #insert(at: number): number {
    const input = this.#input;
    const bytes = input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16) | (input[at + 3]! << 24);
    const hash = Math.imul(bytes, 0x9e3779b1) >>> (32 - HASH_BITS);
    const before = this.#heads[hash]!;
    this.#chain[at & MAX_DISTANCE] = before;
    this.#heads[hash] = at + 1;
    return before - 1;
  }
}

/** Literals, and a match; or literals alone, which end a block. */
function writeSequence(out: ByteWriter, literals: Uint8Array, distance: number, length: number): void {
  const rest = Math.max(0, length - MIN_MATCH);
  out.u8((Math.min(literals.length, LONG) << 4) | Math.min(rest, LONG));
  if (literals.length >= LONG) writeLength(out, literals.length - LONG);
  out.write(literals);
  if (length === 0) return;
  out.u8(distance & 0xff);
  out.u8(distance >> 8);
  if (rest >= LONG) writeLength(out, rest - LONG);
}

function writeLength(out: ByteWriter, length: number): void {
  for (; length >= 255; length -= 255) out.u8(255);
  out.u8(length);
}
