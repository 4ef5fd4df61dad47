import { MISSING_TEXT, NAN_TEXT } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from './build.js';
import type { Categories } from '../read/categories.js';

/**
 * A code for each row by its category.
 *
 * @param column - shape [rows, 1], of the categories' type
 * @param codes - one a category, then the code of everything else
 * @returns floats, shape [rows, 1]
 */
export function encode(b: Build, column: Value, categories: Categories, codes: readonly number[]): Value {
  const positions =
    categories.type === 'text'
      ? textPositions(b, column, categories.values)
      : numberPositions(b, b.toFloat(column), categories.values);
  return b.gather(b.floats([codes.at(-1)!, ...codes.slice(0, -1)]), positions, 0);
}

/** One more than the position of each text among others; 0 for a text that is not among them. */
function textPositions(b: Build, column: Value, texts: readonly string[]): Value {
  const keys = new Map<string, number>();
  texts.forEach((text, i) => {
    if (!keys.has(text)) keys.set(text, i + 1);
  });
  // A model that knows one kind of missing value takes both for it.
  const missing = keys.get(MISSING_TEXT) ?? keys.get(NAN_TEXT);
  if (missing !== undefined) for (const kind of [MISSING_TEXT, NAN_TEXT]) if (!keys.has(kind)) keys.set(kind, missing);
  const attributes = {
    keys_strings: [...keys.keys()],
    values_int64s: Array.from(keys.values(), BigInt),
    default_int64: 0n,
  };
  return b.op('LabelEncoder', [column], attributes, 'ai.onnx.ml');
}

/** As {@link textPositions}; NaN equals NaN. */
function numberPositions(b: Build, column: Value, numbers: readonly number[]): Value {
  const missing = numbers.findIndex(Number.isNaN);
  const hits = b.equal(column, b.floats(numbers));
  const isMissing = b.tensor({
    dtype: 'bool',
    shape: [numbers.length],
    data: Uint8Array.from(numbers, (_, i) => (i === missing ? 1 : 0)),
  });
  const known = missing < 0 ? hits : b.or(hits, b.and(b.isNaN(column), isMissing));
  return b.sum(b.where(known, b.ints(numbers.map((_, i) => i + 1)), b.scalar(0, 'int64')));
}
