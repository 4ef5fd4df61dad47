/** Whether a converted program predicts as its model does: on every engine that runs it. */

import {
  asCodecError,
  type Context,
  type DenseTensor,
  type EnginePlugin,
  type Method,
  type Program,
} from '@brine/core';
import { createModel, type Model } from '../model.js';
import { optionError } from '../errors.js';
import type { Prediction } from '../prediction.js';
import { feedsOf } from '../rows/feeds.js';
import type { Rows } from '../rows/types.js';
import { differenceOf, toleranceOf } from './difference.js';
import { rowsOf, sampleRows } from './rows.js';

export interface VerifySettings {
  readonly engines: readonly EnginePlugin[];
  readonly context: Context;
  /** Options of an engine, by its id. */
  optionsOf?(id: string): unknown;
  /** Rows to try it on; by default {@link ROWS} generated ones. */
  readonly rows?: Rows;
}

/** One output of one method on one engine. */
export interface OutputCheck {
  readonly method: Method;
  /** As `Model.runAll` keys it. */
  readonly output: string;
  /** Largest |a - b| over the largest |b| of its column. */
  readonly largest: number;
  /** Row of it. */
  readonly row: number;
  /** Rows in which a label, an integer or a text is another. */
  readonly otherLabels: number;
  /** Largest difference that counts as rounding. */
  readonly tolerance: number;
  readonly agrees: boolean;
}

export interface EngineCheck {
  readonly id: string;
  /** Why it was not tried. */
  readonly refusal?: string;
  readonly outputs: readonly OutputCheck[];
}

export interface Verification {
  /** Number of rows. */
  readonly rows: number;
  /** Engine that ran the model itself. */
  readonly reference: string;
  readonly engines: readonly EngineCheck[];
  /** All outputs of all engines that run it, of which there is at least one. */
  readonly agrees: boolean;
}

/** Rows that are generated where none are given. */
const ROWS = 200;

/**
 * Runs what a conversion wrote on every engine that supports it, and compares each output with the model's own.
 *
 * @param result - the converted program, as read back
 * @param model - the program of the model itself, in the precision that the estimator computes in; it gets the rows as the result
 * takes them (rounded to float32 for a float32 result)
 * @throws CodecError `unsupported` when no engine runs the model, `option` for rows that it does not take
 */
export async function verify(result: Program, model: Program, settings: VerifySettings): Promise<Verification> {
  const reference = createModel(model, settings);
  try {
    const feeds = settings.rows ? feedsOf(result.inputs, settings.rows) : await acceptedRows(reference, result);
    const expected = await runMethods(reference, feeds);
    const id = await reference.engine();
    const engines: EngineCheck[] = [];
    for (const { descriptor } of settings.engines) {
      engines.push(await checkEngine(result, descriptor.id, expected, feeds, settings));
    }
    const tried = engines.filter(({ refusal }) => refusal === undefined);
    const agrees = tried.length > 0 && tried.every(({ outputs }) => outputs.every((output) => output.agrees));
    return { rows: Object.values(feeds)[0]?.shape[0] ?? 0, reference: id, engines, agrees };
  } finally {
    await reference.close();
  }
}

/** Generated rows; when the model refuses some (an unknown category, an index out of range) those that it takes. */
async function acceptedRows(model: Model, result: Program): Promise<Readonly<Record<string, DenseTensor>>> {
  const feeds = sampleRows(result, ROWS);
  try {
    await runMethods(model, feeds);
    return feeds;
  } catch (error) {
    if (asCodecError(error, 'runtime').fault !== 'option') throw error;
  }
  const accepted: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    try {
      await runMethods(model, rowsOf(feeds, [row]));
      accepted.push(row);
    } catch (error) {
      if (asCodecError(error, 'runtime').fault !== 'option') throw error;
    }
  }
  if (accepted.length > 0) return rowsOf(feeds, accepted);
  throw optionError('VERIFY', `${model.name} takes none of the rows that were generated to verify it`, {
    hint: 'Give rows of your own.',
  });
}

type Outputs = ReadonlyMap<Method, Readonly<Record<string, Prediction>>>;

async function checkEngine(
  result: Program,
  engine: string,
  expected: Outputs,
  feeds: Readonly<Record<string, DenseTensor>>,
  settings: VerifySettings,
): Promise<EngineCheck> {
  const converted = createModel(result, { ...settings, engine });
  try {
    const actual = await runMethods(converted, feeds);
    const outputs = [...expected].flatMap(([method, byName]) =>
      Object.entries(byName).map(([output, wanted]) =>
        checkOutput(method, output, actual.get(method)?.[output], wanted),
      ),
    );
    return { id: engine, outputs };
  } catch (error) {
    const known = asCodecError(error, engine);
    // An engine may lack an operator, or its native part: the others are tried.
    if (known.fault !== 'unsupported') throw known;
    return { id: engine, refusal: known.message, outputs: [] };
  } finally {
    await converted.close();
  }
}

async function runMethods(model: Model, feeds: Readonly<Record<string, DenseTensor>>): Promise<Outputs> {
  const outputs = new Map<Method, Readonly<Record<string, Prediction>>>();
  for (const method of model.methods) outputs.set(method, await model.runAll(method, { inputs: feeds }));
  return outputs;
}

function checkOutput(method: Method, output: string, actual: Prediction | undefined, wanted: Prediction): OutputCheck {
  // A method that the result has not is as far away as can be.
  const difference = actual
    ? differenceOf(actual, wanted, method === 'predict_log_proba')
    : { largest: Infinity, row: 0, otherLabels: 0 };
  const tolerance = toleranceOf(actual?.dtype ?? wanted.dtype);
  const agrees = difference.largest <= tolerance && difference.otherLabels === 0;
  return { method, output, ...difference, tolerance, agrees };
}
