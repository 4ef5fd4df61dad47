/** What the pickler has begun and not finished: its stack, where CPython's `save` calls itself. */

import type { PyObject, PyRecord, PyValue } from '@brine/core';
import type { Emitter } from './emitter.js';
import type { Leaves } from './leaves.js';
import type { RawWriter } from './options.js';
import type { Output } from './output.js';
import { pathOf } from './path.js';

/** What a frame does next. */
export const enum Doing {
  /** Saves `items`, then `finish`. */
  Parts,
  /** Saves `items` in batches. */
  Batches,
  /** Gives an object that was made its items, entries and states. */
  Completing,
  /** Writes what is done for its effect once an object is complete. */
  Effects,
  /** Calls `after`. */
  After,
}

/** One of all kinds, so that they have one shape; reused, so that a value costs no allocation. */
export class Frame {
  doing: Doing = Doing.Parts;
  /** What is being written, under the identity that the memo knows; undefined for what is never met again. */
  value: PyRecord | undefined;
  items: ArrayLike<PyValue> = [];
  /** The next item, and the place after the last. */
  at = 0;
  end = 0;
  /** Parts: the opcode at the end. Batches: the one that ends this batch. */
  opcode = 0;
  /** Batches: the opcodes for one item (0 where there is none) and for many. */
  single = 0;
  many = 0;
  /** Batches: items that make one entry. */
  stride = 1;
  /** Batches: where this one began and ends. */
  from = 0;
  stop = 0;
  /** Batches: a batch that is left with one item is still written as many. */
  exact = false;
  /** Parts: whether one of them was not finished at once, without which it cannot hold what holds it. */
  nested = false;
  /** Completing, Effects: what the object is given. */
  object: PyObject | undefined;
  after: ((raw: RawWriter) => void) | undefined;
}

const NO_ITEMS: readonly PyValue[] = [];

/** The frames, outermost first. */
export class Stack {
  depth = 0;
  private readonly frames: Frame[] = [];

  get top(): Frame {
    return this.frames[this.depth - 1]!;
  }

  push(doing: Doing, value: PyRecord | undefined, items: ArrayLike<PyValue> = NO_ITEMS, opcode = 0): Frame {
    const frame = (this.frames[this.depth++] ??= new Frame());
    frame.doing = doing;
    frame.value = value;
    frame.items = items;
    frame.at = 0;
    frame.end = items.length;
    frame.opcode = opcode;
    frame.nested = false;
    frame.object = undefined;
    return frame;
  }

  /** Where in the value this is. */
  path(): string {
    return pathOf(this.frames.slice(0, this.depth));
  }
}

/** What the parts of the pickler work with. */
export interface Writing {
  readonly out: Output;
  readonly emit: Emitter;
  readonly leaves: Leaves;
  readonly stack: Stack;
  /** Writes a value, or begins to. @returns whether it is finished; else a frame of its own lies on the stack */
  save(value: PyValue): boolean;
}
