import { arrayValues, isKind, MISSING_TEXT, NAN_TEXT, type PyValue, scalarValue } from '@brine/core';
import type { ColumnType } from '../build/scope.js';
import { malformed, unsupported } from './errors.js';
import { type Part, partsOf } from './estimator.js';
import { describe, numberOf } from './numbers.js';

/** The known values of one column, in order: numbers (NaN for a missing one) or text (`MISSING_TEXT` for None, `NAN_TEXT` for NaN). */
export type Categories =
  | { readonly type: 'number'; readonly values: readonly number[] }
  | { readonly type: 'text'; readonly values: readonly string[] };

/** `categories_` of an encoder: one list a column. */
export function categoryLists(part: Part): Categories[] {
  return partsOf(part).map(categoriesOf);
}

/**
 * @throws CodecError `unsupported` for categories of several types, dates, bytes, or ints that no float holds
 */
export function categoriesOf({ value, path }: Part): Categories {
  const values = isKind(value, 'ndarray')
    ? arrayValues(value)
    : isKind(value, 'list')
      ? Array.from(value.items)
      : undefined;
  if (!values) throw unsupported(`categories that are ${describe(value)}`, path);
  const plain = values.map((item) => (isKind(item, 'npscalar') ? (scalarValue(item) ?? item) : item));
  if (plain.some((item) => typeof item === 'string') || plain.every((item) => item === null)) {
    return { type: 'text', values: plain.map((item, i) => textOf(item, `${path}[${i}]`)) };
  }
  return { type: 'number', values: plain.map((item, i) => exactNumber(item, `${path}[${i}]`)) };
}

/** One text as a port of text carries it. */
export function textOf(item: PyValue, path: string): string {
  if (typeof item === 'string') return item;
  if (item === null) return MISSING_TEXT;
  if (typeof item === 'number' && Number.isNaN(item)) return NAN_TEXT;
  throw unsupported(`text and ${describe(item)} in one column`, path, 'Give the column one type before fitting.');
}

function exactNumber(item: PyValue, path: string): number {
  const number = item === null ? NaN : numberOf(item);
  if (number === undefined)
    throw unsupported(`${describe(item)} as a category`, path, 'Categories are numbers or text.');
  if (typeof item === 'bigint' && !Number.isSafeInteger(number))
    throw unsupported(`the category ${item}, which no float holds`, path);
  return number;
}

/** The types of columns by their categories. */
export function typesOf(lists: readonly Categories[]): ColumnType[] {
  return lists.map(({ type }) => type);
}

/** Checks that a list has an item for each column. */
export function assertWidth(length: number, width: number, path: string): void {
  if (length !== width) throw malformed(`${length} entries for ${width} columns`, path);
}
