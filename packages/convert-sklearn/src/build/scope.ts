import type { Dimension, Note } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Estimator, Part } from '../read/estimator.js';
import type { Preparation } from './stage.js';
import type { Build } from './build.js';
import type { Fitted } from './fitted.js';
import type { Table } from './table.js';

/** What a column holds: numbers of any type, or text. A column that nothing looks at may hold anything. */
export type ColumnType = 'number' | 'text' | 'unused';

/** What an estimator takes. */
export interface InputSpec {
  /** Columns of the table; Infinity for what takes any number, undefined where that is not known. */
  readonly width?: number;
  /** Names of the columns, when it was fitted on a data frame. */
  readonly names?: readonly string[];
  /** Type by column; undefined where the estimator passes a column on without looking at it. */
  readonly types?: readonly (ColumnType | undefined)[];
  /** True for one value a row instead of a table: texts, labels, the abscissa of an isotonic regression. */
  readonly flat?: boolean;
  /** For rows that are no table: records or lists, given as JSON (`json`), or one tensor of any axes (`tensor`). */
  readonly form?: 'json' | 'tensor';
}

/** What a converter of an estimator that contains others needs beside the graph. */
export interface Scope {
  /**
   * Converts an estimator inside this one.
   *
   * @param x - the rows that it is given; what it adds to the graph is of their build
   * @throws CodecError `unsupported` for one that cannot be converted, `malformed` when it contains itself
   */
  convert(part: Part, x: Table): Fitted;
  /** What an estimator inside this one takes. */
  input(part: Part): InputSpec;
  /** An estimator inside this one, without converting it. */
  read(part: Part): Estimator;
  note(note: Note): void;
  /**
   * Adds a stage before the graph, for what no operator does.
   *
   * @param column - an input of the program as it comes: a column of text of shape [rows, 1], or the tensor of `form` 'tensor'
   * @param shape - of the result
   * @param preparation - what the stage does: also as plain JSON, from which its kind is made again when a file holds it
   * @returns the result as an input of the graph
   * @throws CodecError `unsupported` when the column is no input as it is
   */
  prepare(column: Value, shape: readonly Dimension[] | null, preparation: Preparation): Value;
}

/**
 * Says what a fitted estimator computes.
 *
 * @param e - the estimator
 * @param x - the rows that it is given
 * @param b - the graph that is being built
 */
export type Convert = (e: Estimator, x: Table, b: Build, scope: Scope) => Fitted;

/** How one class of estimator is converted. */
export interface Entry {
  readonly convert: Convert;
  /** What it takes, when that is more than `n_features_in_` columns of numbers. */
  readonly input?: (e: Estimator, scope: Scope) => InputSpec;
}

/** Converters by class: `family.Class`, where the family is the first module below `sklearn`. */
export type Entries = Readonly<Record<string, Convert | Entry>>;
