/** A tensor between layers. */

import type { Value } from '@brine/graph';
import { bug } from '../read/errors.js';
import type { Build } from './build.js';

/** Length of an axis; null where only the rows that are fed tell it. */
export type Length = number | null;

/**
 * What a layer gives and takes: a value of the graph, in the order of axes that Keras has it in.
 *
 * Convolutions and pools of ONNX have the channels before the places, Keras mostly after them. Either order is made of the other when
 * it is asked for, once: between two convolutions nothing is moved.
 */
export class Tensor {
  readonly kind = 'tensor';
  #last: Value | undefined;
  #first: Value | undefined;

  /**
   * @param shape - in the order of Keras; the first is the batch
   * @param mask - bool, `[batch, time]`: false where a step is padding
   */
  private constructor(
    readonly b: Build,
    values: { readonly last?: Value | undefined; readonly first?: Value | undefined },
    readonly shape: readonly Length[],
    readonly mask?: Value,
  ) {
    this.#last = values.last;
    this.#first = values.first;
  }

  /** A value whose axes are in the order of Keras. Without a shape it has that which the graph infers. */
  static of(b: Build, value: Value, shape: readonly Length[] = lengthsOf(value), mask?: Value): Tensor {
    return new Tensor(b, { last: value }, shape, mask);
  }

  /** A value whose channels come before its places, of a layer whose channels come last. */
  static channelsFirst(b: Build, value: Value, shape: readonly Length[]): Tensor {
    return new Tensor(b, { first: value }, shape);
  }

  get rank(): number {
    return this.shape.length;
  }

  get value(): Value {
    const places = this.rank - 2;
    const order = [0, ...Array.from({ length: places }, (_, i) => i + 2), 1];
    return (this.#last ??= this.b.transpose(this.#first!, order));
  }

  /** The value with the last axis put behind the first. */
  get withChannelsFirst(): Value {
    const places = this.rank - 2;
    const order = [0, this.rank - 1, ...Array.from({ length: places }, (_, i) => i + 1)];
    return (this.#first ??= this.b.transpose(this.#last!, order));
  }

  /** Element by element, in whichever order it is already there; the mask goes on. */
  map(formula: (value: Value) => Value): Tensor {
    const values = this.#last ? { last: formula(this.#last) } : { first: formula(this.#first!) };
    return new Tensor(this.b, values, this.shape, this.mask);
  }

  /**
   * A formula with a number for each channel, in whichever order it is already there; the mask goes on.
   *
   * @param formula - gets the value and the shape in which the numbers stand beside it
   */
  mapChannels(axis: number, formula: (value: Value, shape: readonly number[]) => Value): Tensor {
    const count = this.shape[axis];
    if (typeof count !== 'number') throw bug('the number of channels is open');
    const numbers = (at: number) => this.shape.map((_, i) => (i === at ? count : 1));
    const values = this.#last
      ? { last: formula(this.#last, numbers(axis)) }
      : { first: formula(this.#first!, numbers(axis === this.rank - 1 ? 1 : axis + 1)) };
    return new Tensor(this.b, values, this.shape, this.mask);
  }

  /** A tensor of another value, with the same mask. */
  with(value: Value, shape?: readonly Length[]): Tensor {
    return Tensor.of(this.b, value, shape ?? lengthsOf(value), this.mask);
  }

  withMask(mask: Value | undefined): Tensor {
    return new Tensor(this.b, { last: this.#last, first: this.#first }, this.shape, mask);
  }
}

function lengthsOf({ shape, name }: Value): readonly Length[] {
  if (!shape) throw bug(`nothing tells the axes of ${name}`);
  return shape.map((length) => (typeof length === 'number' ? length : null));
}
