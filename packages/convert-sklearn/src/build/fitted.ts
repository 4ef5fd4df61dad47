import { CodecError, type DenseTensor, isCodecError, type Method } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from './build.js';
import type { Table } from './table.js';

/**
 * What a fitted estimator computes from one input: a function for each method that it has. Nothing is added to the graph until
 * a method is called, so that a pipeline pays only for what it asks of its steps; a second call gives the same value.
 */
export interface Fitted {
  /** Shape [rows], or [rows, targets] for several targets; labels when it is a classifier. */
  predict?(): Value;
  /** Shape [rows, classes]; a list, one a target, for multi-output classifiers. */
  predict_proba?(): Value | Value[];
  /** Only where it is not simply the logarithm of predict_proba. */
  predict_log_proba?(): Value | Value[];
  /** Shape [rows] or [rows, classes]. */
  decision_function?(): Value;
  transform?(): Table;
  score_samples?(): Value;
  /** Of a classifier: what predict's labels are taken from, one list a target for multi-output. */
  readonly classes?: DenseTensor | readonly DenseTensor[];
}

export const METHODS = [
  'predict',
  'predict_proba',
  'predict_log_proba',
  'decision_function',
  'transform',
  'score_samples',
] as const satisfies readonly Method[];

/** Remembers what each method gave, and says where an error without a path happened. */
export function guarded(fitted: Fitted, path: string): Fitted {
  const result: Record<string, unknown> = { ...fitted };
  for (const method of METHODS) {
    const compute = fitted[method] as (() => unknown) | undefined;
    if (compute) result[method] = once(() => locate(path, compute));
  }
  return result as Fitted;
}

/** Runs something; a CodecError that does not say where it happened gets this path. */
export function locate<T>(path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!isCodecError(error) || error.at.path !== undefined) throw error;
    const { codec, code, fault, message, hint } = error;
    throw new CodecError({ codec, code, fault, message, hint, offset: error.at.offset, path, cause: error });
  }
}

export function once<T>(compute: () => T): () => T {
  let result: { value: T } | undefined;
  return () => (result ??= { value: compute() }).value;
}

/** Labels by position in `classes`, shape [rows]. */
export function takeLabels(b: Build, classes: DenseTensor, positions: Value): Value {
  return b.gather(b.tensor(classes), positions, 0);
}

/**
 * A classifier that predicts the class with the largest of its scores, the first of equal ones as numpy.argmax does.
 *
 * @param scores - shape [rows, classes]
 */
export function predictLargest(b: Build, classes: DenseTensor, scores: Value): Value {
  return takeLabels(b, classes, b.argmax(scores));
}

/**
 * A binary classifier that predicts the second class where the score is above zero.
 *
 * @param score - shape [rows]
 */
export function predictPositive(b: Build, classes: DenseTensor, score: Value): Value {
  return takeLabels(b, classes, b.cast(b.greater(score, 0), 'int64'));
}
