/** What a prediction is given as. */

import {
  bfloat16ToNumber,
  type ClassLabel,
  type DenseTensor,
  type DType,
  float16ToNumber,
  MISSING_TEXT,
  NAN_TEXT,
  type NumericData,
} from '@brine/core';

/** A class label as plain JavaScript: an integer is a number, unless it is over 2^53. */
export type Label = string | number | boolean | bigint;

/** An element as plain JavaScript; null is a text that is None. */
export type Item = number | bigint | string | boolean | null;

/** Lists in lists, as deep as the shape has axes. */
export type Items = Item | readonly Items[];

export interface Prediction {
  /**
   * Elements in C order: numbers in the typed array of the dtype (int64 in a BigInt64Array), text in an array, in which core's
   * `MISSING_TEXT` stands for None and `NAN_TEXT` for NaN.
   */
  readonly data: NumericData | readonly string[];
  /** Lengths of the axes; the first is the number of rows. */
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** Of probabilities and scores: the class of each column. */
  readonly classes?: readonly Label[];
  /** The elements as nested lists: integers are numbers, bigint only over 2^53; bools are true and false. */
  toArray(): Items;
}

export function prediction(tensor: DenseTensor, classes?: readonly Label[]): Prediction {
  const { data, shape, dtype } = tensor;
  return { data, shape, dtype, ...(classes ? { classes } : {}), toArray: () => toNested(tensor) };
}

/** Classes as plain labels, a list a target. */
export function plainClasses(
  classes: readonly ClassLabel[] | readonly (readonly ClassLabel[])[],
): readonly (readonly Label[])[] {
  const lists = Array.isArray(classes[0])
    ? (classes as readonly (readonly ClassLabel[])[])
    : [classes as readonly ClassLabel[]];
  return lists.map((labels) => labels.map((label) => (typeof label === 'bigint' ? plainInteger(label) : label)));
}

const plainInteger = (value: bigint): number | bigint =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;

/** The elements of a tensor as nested lists: see {@link Prediction.toArray}. */
export function toNested({ data, shape, dtype }: DenseTensor): Items {
  const read = readerOf(dtype);
  let next = 0;
  const level = (axis: number): Items => {
    if (axis === shape.length) return read(data[next++]!);
    const items = new Array<Items>(shape[axis]!);
    for (let i = 0; i < items.length; i++) items[i] = level(axis + 1);
    return items;
  };
  return level(0);
}

function readerOf(dtype: DType): (element: number | bigint | string) => Item {
  if (dtype === 'int64' || dtype === 'uint64') return (element) => plainInteger(element as bigint);
  if (dtype === 'bool') return (element) => element !== 0;
  if (dtype === 'float16') return (element) => float16ToNumber(element as number);
  if (dtype === 'bfloat16') return (element) => bfloat16ToNumber(element as number);
  if (dtype === 'str') return (element) => (element === MISSING_TEXT ? null : element === NAN_TEXT ? NaN : element);
  return (element) => element;
}
