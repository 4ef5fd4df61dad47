/** Where a value lives while a graph runs: a slot with a dtype for good, and a shape and elements that change from run to run. */

import type { DenseTensor, DType, NumericData } from '@brine/core';
import { engineError } from './errors.js';

/**
 * Elements as the kernels see them. All typed arrays of plain numbers read and write alike, so one type stands for them; kernels of
 * int64 and text ask by {@link Held.bigs} and {@link Held.texts}.
 */
export type Numbers = Float64Array;

type Elements = NumericData | string[];

const ARRAYS: Readonly<Partial<Record<DType, new (length: number) => Elements>>> = {
  float64: Float64Array,
  float32: Float32Array,
  // Bits: what a kernel makes of them, Cast alone knows.
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int16: Int16Array,
  int8: Int8Array,
  uint64: BigUint64Array,
  uint32: Uint32Array,
  uint16: Uint16Array,
  uint8: Uint8Array,
  bool: Uint8Array,
  str: Array<string>,
};

/** Whether the engine holds elements of a dtype. */
export function isHeld(dtype: DType): boolean {
  return dtype in ARRAYS;
}

/** Memory that slots share one after another: it only grows. */
export class Storage {
  #elements: Elements;

  /** @param limit - most bytes that it may take */
  constructor(
    readonly dtype: DType,
    readonly limit: number,
  ) {
    this.#elements = new ARRAYS[dtype]!(0);
  }

  /** Room for at least `length` elements; what was there is lost. */
  take(length: number): Elements {
    if (this.#elements.length < length) {
      if (length * 8 > this.limit) {
        throw engineError('limit', 'SIZE', `a value of ${length} elements is over the limit of ${this.limit} bytes`, {
          hint: 'Give fewer rows at a time, or raise limits.bytes.',
        });
      }
      this.#elements = new ARRAYS[this.dtype]!(length);
    }
    return this.#elements;
  }

  release(): void {
    this.#elements = new ARRAYS[this.dtype]!(0);
  }
}

const SCALAR: readonly number[] = [];

export class Held {
  shape: readonly number[] = SCALAR;
  /** Elements that count: there may be room for more. */
  size = 1;
  #data: Elements;
  #words: Int32Array | undefined;
  /** Given by the plan to what a kernel computes; not to inputs, constants and views. */
  storage: Storage | undefined;

  /** Its tensor, when it is the same in every run. */
  constant: DenseTensor | undefined;

  constructor(
    readonly dtype: DType,
    constant?: DenseTensor,
  ) {
    this.#data = new ARRAYS[dtype]!(0);
    this.constant = constant;
    if (constant) this.hold(constant);
  }

  /** Takes a tensor as it is, without a copy. */
  hold({ shape, data }: DenseTensor): void {
    this.shape = shape;
    this.size = sizeOf(shape);
    this.#data = data as Elements;
    this.#words = undefined;
  }

  /** The elements of another slot under another shape. */
  view(of: Held, shape: readonly number[]): void {
    this.shape = shape;
    this.size = of.size;
    this.#data = of.#data;
    this.#words = of.#words;
  }

  /** Makes room for what a kernel is about to write: every element of the shape. */
  reserve(shape: readonly number[], size = sizeOf(shape)): this {
    this.shape = shape;
    this.size = size;
    const data = this.storage!.take(size);
    if (data !== this.#data) {
      this.#data = data;
      this.#words = undefined;
    }
    return this;
  }

  get data(): Elements {
    return this.#data;
  }

  get numbers(): Numbers {
    return this.#data as Numbers;
  }

  get bigs(): BigInt64Array {
    return this.#data as BigInt64Array;
  }

  get texts(): string[] {
    return this.#data as string[];
  }

  /** int64 as its 32-bit words, the low one first: nothing that moves or indexes has to make a BigInt. */
  get words(): Int32Array {
    const { buffer, byteOffset, length } = this.#data as BigInt64Array;
    return (this.#words ??= new Int32Array(buffer, byteOffset, 2 * length));
  }

  /** Elements for kernels that only move them: {@link width} lanes for each. */
  get lanes(): Numbers {
    return (this.width === 2 ? this.words : this.#data) as Numbers;
  }

  get width(): 1 | 2 {
    return this.dtype === 'int64' || this.dtype === 'uint64' ? 2 : 1;
  }

  /** A copy for the caller. */
  tensor(): DenseTensor {
    return { dtype: this.dtype, shape: [...this.shape], data: this.#data.slice(0, this.size) };
  }
}

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) size *= shape[axis]!;
  return size;
}

const WORD = 2 ** 32;

/** The int64 at a position of {@link Held.words} as a number: exact up to 2^53. */
export function int64At(words: Int32Array, at: number): number {
  return words[2 * at + 1]! * WORD + (words[2 * at]! >>> 0);
}

/** Writes a whole number into {@link Held.words}. */
export function setInt64(words: Int32Array, at: number, value: number): void {
  words[2 * at] = value | 0;
  words[2 * at + 1] = Math.floor(value / WORD) | 0;
}

/** The elements as numbers: those of int64 are converted. */
export function asNumbers(held: Held): Numbers {
  if (held.width === 1) return held.numbers;
  const { words } = held;
  return Float64Array.from({ length: held.size }, (_, i) => int64At(words, i));
}

/** Few elements of an integer tensor (axes, a shape) as plain numbers. */
export function integers(held: Held): number[] {
  if (held.width === 1) return Array.from(held.numbers.subarray(0, held.size));
  const { words } = held;
  return Array.from({ length: held.size }, (_, i) => int64At(words, i));
}

/** The integers of an input: read once when it is a constant. */
export function integersOf(held: Held): () => readonly number[] {
  if (!held.constant) return () => integers(held);
  const fixed = integers(held);
  return () => fixed;
}

/** The first element as a number: a scalar. */
export function scalarOf(held: Held): number {
  return held.width === 2 ? int64At(held.words, 0) : held.numbers[0]!;
}
