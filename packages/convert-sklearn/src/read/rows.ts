/** Rows that come as JSON: records of features, or lists of them. */

import type { DenseTensor } from '@brine/core';
import type { InputSpec } from '../build/scope.js';
import { CodecError } from '@brine/core';
import { ID } from './errors.js';

export const jsonInput = (): InputSpec => ({ width: 1, flat: true, types: ['text'], form: 'json' });

/** A number of a record; NaN for a missing one. */
export const numeric = (value: unknown): number => (value === null ? NaN : Number(value));

/**
 * A row of numbers out of each row of features.
 *
 * @param count - adds a row's features to its numbers
 */
export function countRows(
  { data }: DenseTensor,
  width: number,
  count: (row: Float64Array, features: unknown, position: number) => void,
): DenseTensor {
  const texts = data as readonly string[];
  const result = new Float64Array(texts.length * width);
  texts.forEach((text, i) => count(result.subarray(i * width, (i + 1) * width), parsed(text, i), i));
  return { dtype: 'float64', shape: [texts.length, width], data: result };
}

function parsed(text: string, position: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongRow(position, 'is no JSON');
  }
}

/** The entries of a record. */
export function entriesOf(row: unknown, position: number): [string, unknown][] {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return Object.entries(row);
  throw wrongRow(position, 'is no record');
}

export function itemsOf(row: unknown, position: number): unknown[] {
  if (Array.isArray(row)) return row;
  throw wrongRow(position, 'is no list');
}

/** A refusal of what the caller gave. */
export function wrongRow(position: number, message: string): Error {
  return new CodecError({
    codec: ID,
    code: 'BRINE-SKLEARN-ROWS',
    fault: 'option',
    message: `row ${position} ${message}`,
    path: `[${position}]`,
  });
}
