/**
 * LZMA: literals, and matches of what came before.
 * @see LZMA SDK, lzma-specification.txt
 */

import { malformed } from '../errors.js';
import type { Task } from '../task.js';
import * as model from './model.js';
import { RangeDecoder } from './range-decoder.js';

/** Decodes into a task's output, which is its dictionary too. Its state is kept between calls, as LZMA2 needs. */
export class LzmaDecoder {
  readonly #task: Task;
  readonly #range: RangeDecoder;
  #properties: model.Properties = { literalContext: 0, literalPosition: 0, position: 0 };
  /** Where in the output the dictionary begins: matches do not reach behind it, and positions count from it. */
  #origin = 0;
  #state = 0;
  #distances: [number, number, number, number] = [0, 0, 0, 0];

  constructor(task: Task) {
    this.#task = task;
    this.#range = new RangeDecoder(task.input);
  }

  /** Forgets what came out. */
  resetDictionary(): void {
    this.#origin = this.#task.output.size;
  }

  /** Forgets what it learnt. @param properties - other ones from now on */
  resetState(properties = this.#properties): void {
    this.#properties = properties;
    this.#range.probabilities = model.probabilities(properties);
    this.#state = 0;
    this.#distances = [0, 0, 0, 0];
  }

  /** Begins to read at an offset of the input. */
  start(at: number): void {
    const isStart = this.#range.start(at);
    if (!isStart || this.at > this.#task.input.length) throw this.damaged('the first byte of LZMA data is not 0');
  }

  /** The error for data that are not what they should be, or for the end of the input that made them so. */
  damaged(message: string): Error {
    const { id, input } = this.#task;
    return this.at > input.length
      ? malformed(id, 'unexpected end of file', input.length)
      : malformed(id, message, this.at);
  }

  /** Offset in the input of what was not read yet. */
  get at(): number {
    return this.#range.at;
  }

  get isFinished(): boolean {
    return this.#range.isFinished;
  }

  /**
   * Decodes until the output has at least `stop` bytes, or more by a part of a match, or until the end marker. Room for `stop` and
   * a match is made by the caller, who also looks whether `at` has passed the end of the data.
   *
   * @param end - offset in the input behind the data: it stops there
   * @returns true for the end marker
   */
  decode(stop: number, end: number): boolean {
    const { output } = this.#task;
    const memory = output.room(stop - output.size + model.MAX_MATCH);
    const range = this.#range;
    const { literalContext, literalPosition, position } = this.#properties;
    const positionMask = (1 << position) - 1;
    const literalMask = (1 << literalPosition) - 1;
    const origin = this.#origin;
    let [rep0, rep1, rep2, rep3] = this.#distances;
    let state = this.#state;
    let size = output.size;
    let isEnd = false;

    while (size < stop && range.at <= end) {
      const place = (size - origin) & positionMask;
      if (range.bit(model.IS_MATCH + (state << 4) + place) === 0) {
        const before = size > origin ? memory[size - 1]! : 0;
        const context = (((size - origin) & literalMask) << literalContext) + (before >> (8 - literalContext));
        const base = model.LITERAL + model.LITERAL_SIZE * context;
        memory[size] =
          state < model.LITERAL_STATES ? range.tree(base, 0x100) : range.matchedLiteral(base, memory[size - rep0 - 1]!);
        size++;
        state = model.AFTER_LITERAL[state]!;
        continue;
      }
      let length: number;
      if (range.bit(model.IS_REP + state) === 0) {
        length = this.#length(model.LENGTH, place);
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        rep0 = this.#distance(length);
        if (rep0 === model.END_MARKER) {
          isEnd = true;
          break;
        }
        state = state < model.LITERAL_STATES ? 7 : 10;
      } else {
        if (range.bit(model.IS_REP_1 + state) === 0) {
          if (range.bit(model.IS_REP_LONG + (state << 4) + place) === 0) {
            if (rep0 >>> 0 >= size - origin) throw this.damaged('a match begins before the data');
            memory[size] = memory[size - rep0 - 1]!;
            size++;
            state = state < model.LITERAL_STATES ? 9 : 11;
            continue;
          }
        } else {
          let distance: number;
          if (range.bit(model.IS_REP_2 + state) === 0) distance = rep1;
          else {
            if (range.bit(model.IS_REP_3 + state) === 0) distance = rep2;
            else {
              distance = rep3;
              rep3 = rep2;
            }
            rep2 = rep1;
          }
          rep1 = rep0;
          rep0 = distance;
        }
        length = this.#length(model.REP_LENGTH, place);
        state = state < model.LITERAL_STATES ? 8 : 11;
      }
      if (rep0 >>> 0 >= size - origin) throw this.damaged('a match begins before the data');
      for (let from = size - rep0 - 1, until = size + length; size < until;) memory[size++] = memory[from++]!;
    }

    this.#state = state;
    this.#distances = [rep0, rep1, rep2, rep3];
    output.advance(size, Math.min(range.at, end));
    return isEnd;
  }

  #length(base: number, place: number): number {
    const range = this.#range;
    if (range.bit(base) === 0) return model.MIN_MATCH + range.tree(base + model.LENGTH_LOW + (place << 3), model.SHORT);
    if (range.bit(base + 1) === 0) {
      return model.MIN_MATCH + model.SHORT + range.tree(base + model.LENGTH_MIDDLE + (place << 3), model.SHORT);
    }
    return model.MIN_MATCH + 2 * model.SHORT + range.tree(base + model.LENGTH_HIGH, 256);
  }

  /** @returns distance less one, as an int of 32 bits */
  #distance(length: number): number {
    const range = this.#range;
    const slot = range.tree(model.DISTANCE_SLOT + (Math.min(length - model.MIN_MATCH, 3) << 6), 64);
    if (slot < model.FIRST_LONG_SLOT) return slot;
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << bits;
    if (slot < model.FIRST_DIRECT_SLOT) return high + range.reversedTree(model.DISTANCE_LOW + high - slot, bits);
    return (
      (high +
        (range.direct(bits - model.ALIGN_BITS) << model.ALIGN_BITS) +
        range.reversedTree(model.DISTANCE_ALIGN, 4)) |
      0
    );
  }
}
