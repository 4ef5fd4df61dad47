/**
 * LZMA the other way. Of the ways to spell the same bytes it takes one that looks good from where it stands, as liblzma does at its
 * lower presets (`lzma_encoder_optimum_fast.c`).
 */

import { MatchFinder } from './match-finder.js';
import * as model from './model.js';
import type { RangeEncoder } from './range-encoder.js';

/** What a level costs. */
export interface Effort {
  /** How far back matches may be: a power of two. */
  readonly dictionary: number;
  /** Places to look at for each match. */
  readonly depth: number;
  /** A match of that length is taken at once. */
  readonly nice: number;
}

export class LzmaEncoder {
  readonly #input: Uint8Array;
  readonly #range: RangeEncoder;
  readonly #finder: MatchFinder;
  readonly #nice: number;
  readonly #properties: model.Properties;
  #at = 0;
  #state = 0;
  #distances: [number, number, number, number] = [0, 0, 0, 0];

  constructor(
    input: Uint8Array,
    range: RangeEncoder,
    { dictionary, depth, nice }: Effort,
    properties: model.Properties,
  ) {
    this.#input = input;
    this.#range = range;
    this.#finder = new MatchFinder(input, dictionary, depth, nice);
    this.#nice = nice;
    this.#properties = properties;
    this.resetState();
  }

  /** Offset in the input of what was not encoded yet. */
  get at(): number {
    return this.#at;
  }

  /** Forgets what it learnt. */
  resetState(): void {
    this.#range.probabilities = model.probabilities(this.#properties);
    this.#state = 0;
    this.#distances = [0, 0, 0, 0];
  }

  /** Encodes at least one symbol, and more until the input is at `stop`, or the output has `limit` bytes, or a little more of either. */
  encode(stop: number, limit: number): void {
    do this.#symbol();
    while (this.#at < stop && this.#range.size < limit);
  }

  #symbol(): void {
    const finder = this.#finder;
    const at = this.#at;
    const most = Math.min(this.#input.length - at, model.MAX_MATCH);
    // The last symbol may have looked ahead already.
    if (finder.next === at) finder.find(most);
    const [rep, repLength] = this.#bestRep(at, most);
    if (repLength >= this.#nice) {
      this.#repeat(rep, repLength);
      return;
    }
    const [length, distance] = this.#bestMatch();
    if (length >= this.#nice) {
      this.#match(distance, length);
      return;
    }
    const isRepWorth =
      repLength + 1 >= length ||
      (repLength + 2 >= length && distance > 1 << 9) ||
      (repLength + 3 >= length && distance > 1 << 15);
    if (repLength >= model.MIN_MATCH && isRepWorth) this.#repeat(rep, repLength);
    else if (length < model.MIN_MATCH || this.#isNextBetter(length, distance)) this.#literal();
    else this.#match(distance, length);
  }

  #bestRep(at: number, most: number): [rep: number, length: number] {
    let best = 0;
    let rep = 0;
    for (let i = 0; i < 4; i++) {
      const earlier = at - this.#distances[i]! - 1;
      if (earlier < 0) continue;
      const length = this.#finder.same(at, earlier, most);
      if (length > best) {
        best = length;
        rep = i;
      }
    }
    return [rep, best];
  }

  /** The longest match, or one that is shorter by one and much nearer. */
  #bestMatch(): [length: number, distance: number] {
    const { lengths, distances } = this.#finder;
    let last = this.#finder.count - 1;
    if (last < 0) return [0, 0];
    while (last > 0 && lengths[last] === lengths[last - 1]! + 1 && isMuchNearer(distances[last - 1]!, distances[last]!))
      last--;
    const [length, distance] = [lengths[last]!, distances[last]!];
    return length === model.MIN_MATCH && distance >= 0x80 ? [0, 0] : [length, distance];
  }

  /** Whether it pays to write a literal now for the sake of what matches behind it. */
  #isNextBetter(length: number, distance: number): boolean {
    const next = this.#at + 1;
    const most = Math.min(this.#input.length - next, model.MAX_MATCH);
    if (most < model.MIN_MATCH) return false;
    this.#finder.find(most);
    const [nextLength, nextDistance] = this.#bestMatch();
    if (
      nextLength >= model.MIN_MATCH &&
      ((nextLength >= length && nextDistance < distance) ||
        (nextLength === length + 1 && !isMuchNearer(distance, nextDistance)) ||
        nextLength > length + 1 ||
        (nextLength + 1 >= length && length > model.MIN_MATCH && isMuchNearer(nextDistance, distance)))
    ) {
      return true;
    }
    const [, repLength] = this.#bestRep(next, most);
    return repLength >= Math.max(model.MIN_MATCH, length - 1);
  }

  #place(): number {
    return this.#at & ((1 << this.#properties.position) - 1);
  }

  #pass(count: number): void {
    this.#at += count;
    this.#finder.skip(this.#at - this.#finder.next);
  }

  #literal(): void {
    const { literalContext, literalPosition } = this.#properties;
    const input = this.#input;
    const range = this.#range;
    const at = this.#at;
    const before = at > 0 ? input[at - 1]! : 0;
    const context = ((at & ((1 << literalPosition) - 1)) << literalContext) + (before >> (8 - literalContext));
    const base = model.LITERAL + model.LITERAL_SIZE * context;
    range.bit(model.IS_MATCH + (this.#state << 4) + this.#place(), 0);
    if (this.#state < model.LITERAL_STATES) range.tree(base, 0x100, input[at]!);
    else range.matchedLiteral(base, input[at - this.#distances[0] - 1]!, input[at]!);
    this.#state = model.AFTER_LITERAL[this.#state]!;
    this.#pass(1);
  }

  /** @param distance - less one */
  #match(distance: number, length: number): void {
    const range = this.#range;
    const state = this.#state;
    range.bit(model.IS_MATCH + (state << 4) + this.#place(), 1);
    range.bit(model.IS_REP + state, 0);
    this.#length(model.LENGTH, length);
    this.#distance(distance, length);
    const [rep0, rep1, rep2] = this.#distances;
    this.#distances = [distance, rep0, rep1, rep2];
    this.#state = state < model.LITERAL_STATES ? 7 : 10;
    this.#pass(length);
  }

  /** @param rep - which of the last four distances */
  #repeat(rep: number, length: number): void {
    const range = this.#range;
    const state = this.#state;
    const place = this.#place();
    range.bit(model.IS_MATCH + (state << 4) + place, 1);
    range.bit(model.IS_REP + state, 1);
    if (rep === 0) {
      range.bit(model.IS_REP_1 + state, 0);
      range.bit(model.IS_REP_LONG + (state << 4) + place, 1);
    } else {
      range.bit(model.IS_REP_1 + state, 1);
      range.bit(model.IS_REP_2 + state, rep === 1 ? 0 : 1);
      if (rep > 1) range.bit(model.IS_REP_3 + state, rep - 2);
      const [distance] = this.#distances.splice(rep, 1) as [number];
      this.#distances.unshift(distance);
    }
    this.#length(model.REP_LENGTH, length);
    this.#state = state < model.LITERAL_STATES ? 8 : 11;
    this.#pass(length);
  }

  #length(base: number, length: number): void {
    const range = this.#range;
    const place = this.#place() << 3;
    const rest = length - model.MIN_MATCH;
    if (rest < model.SHORT) {
      range.bit(base, 0);
      range.tree(base + model.LENGTH_LOW + place, model.SHORT, rest);
    } else if (rest < 2 * model.SHORT) {
      range.bit(base, 1);
      range.bit(base + 1, 0);
      range.tree(base + model.LENGTH_MIDDLE + place, model.SHORT, rest - model.SHORT);
    } else {
      range.bit(base, 1);
      range.bit(base + 1, 1);
      range.tree(base + model.LENGTH_HIGH, 256, rest - 2 * model.SHORT);
    }
  }

  #distance(distance: number, length: number): void {
    const range = this.#range;
    const tree = model.DISTANCE_SLOT + (Math.min(length - model.MIN_MATCH, 3) << 6);
    if (distance < model.FIRST_LONG_SLOT) {
      range.tree(tree, 64, distance);
      return;
    }
    const bits = 30 - Math.clz32(distance);
    const slot = 2 * (bits + 1) + ((distance >>> bits) & 1);
    const high = (2 | (slot & 1)) << bits;
    range.tree(tree, 64, slot);
    if (slot < model.FIRST_DIRECT_SLOT) {
      range.reversedTree(model.DISTANCE_LOW + high - slot, bits, distance - high);
    } else {
      range.direct(bits - model.ALIGN_BITS, (distance - high) >>> model.ALIGN_BITS);
      range.reversedTree(model.DISTANCE_ALIGN, model.ALIGN_BITS, distance & 15);
    }
  }
}

/** A distance that is so much smaller that it makes good for a byte. */
function isMuchNearer(near: number, far: number): boolean {
  return near < far >>> 7;
}
