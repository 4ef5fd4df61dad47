/** What `predict` takes. */

import type { DType, NumericData } from '@brine/core';

/** A cell of a table. `null` and `undefined` are missing values; numbers may also be given as text (`"5.1"`, `"NaN"`). */
export type Cell = number | bigint | boolean | string | null | undefined;

/** Lists in lists, down to cells: a tensor as JSON writes it. The innermost lists may be typed arrays. */
export type Nested = Cell | NumericData | readonly Nested[];

/** Elements in C order with their shape. Without a dtype it is that of the typed array. */
export interface TensorLike {
  readonly data: NumericData | readonly string[];
  readonly shape: readonly number[];
  readonly dtype?: DType;
}

/**
 * Rows to predict:
 *
 * - arrays of cells, or typed arrays, one a row: `[[5.1, 3.5], [6.2, 2.9]]`
 * - records by column name, others than the model's ignored: `[{ age: 41, city: 'Oslo' }]`
 * - column names and rows: `{ columns: ['age', 'city'], rows: [[41, 'Oslo']] }`
 * - texts, for a model that takes one text a row: `['good', 'bad']`
 * - one typed array with all rows one after another, or `{ data, shape }`: what the model takes as it is is not copied
 * - for a model with stages before its graph also what those make, by name, in place of what they take: `{ inputs: { prepared_0: [[...]] } }`
 * - for a network the input tensor itself as nested lists, or its inputs: `{ inputs: { image: [[...]] } }`, `{ inputs: [a, b] }` in order
 */
export type Rows =
  | readonly (readonly Cell[] | NumericData)[]
  | readonly Readonly<Record<string, Cell>>[]
  | readonly string[]
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] }
  | NumericData
  | TensorLike
  | readonly Nested[]
  | { readonly inputs: Readonly<Record<string, Nested | TensorLike>> | readonly (Nested | TensorLike)[] };
