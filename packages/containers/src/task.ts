/** One decompression: what a decoder reads, where it writes, and what it has to look after meanwhile. */

import type { Context, Limits } from '@brine/core';
import { Output } from './output.js';
import { pauses } from './pauses.js';

/** The part of a codec's context that decompressing needs. */
export type TaskContext = Pick<Context, 'limits' | 'progress' | 'note' | 'signal'>;

/** Bytes that a decoder in JavaScript makes between two pauses. */
export const ROUND = 1 << 20;

export class Task {
  readonly id: string;
  readonly input: Uint8Array;
  readonly output: Output;
  readonly limits: Limits;
  readonly #context: TaskContext;
  readonly #breathe: () => Promise<void>;

  constructor(id: string, input: Uint8Array, context: TaskContext) {
    this.id = id;
    this.input = input;
    this.limits = context.limits;
    this.output = new Output(id, context.limits, input.length);
    this.#context = context;
    this.#breathe = pauses(context.signal);
  }

  /** Says that bytes behind the compressed data were not read, where Python does not read them either. */
  noteTrailing(offset: number): void {
    const { id, input } = this;
    if (offset >= input.length) return;
    const message = `${input.length - offset} bytes behind the ${id} data, from offset ${offset}, are not read.`;
    this.#context.note({ code: `BRINE-${id.toUpperCase()}-TRAILING`, message });
  }

  /**
   * Between two rounds of a decoder: tells how far it is, and lets the rest of the program run now and then.
   *
   * @param done - compressed bytes that were read
   * @throws AbortError when the signal was aborted
   */
  async pause(done: number): Promise<void> {
    this.#context.progress(done, this.input.length, `Decompressing ${this.id}`);
    await this.#breathe();
  }
}
