/** Stages before the graph, for what no operator does as scikit-learn does it. */

import {
  CodecError,
  type DenseTensor,
  type JsonValue,
  type OpaqueStage,
  type Port,
  type StageDescription,
  type StageRecord,
} from '@brine/core';
import { ID, unsupported } from '../read/index.js';
import { Parameters } from './parameters.js';

/** What a stage computes. */
export interface Work {
  /** Columns of the result; undefined where the rows tell its shape. */
  readonly width?: number;
  /** Makes the result, float64. */
  run(given: DenseTensor): DenseTensor;
}

/** A stage to be: what it is, so that a file can hold it, and its work. */
export interface Preparation extends Work {
  readonly description: StageDescription;
  /** What a stand-alone module runs; the kinds of this package have theirs. */
  readonly source?: OpaqueStage['source'];
}

/** A kind of stage: called like the estimator whose work it does, with that one's parameters. */
export interface StageKind {
  readonly kind: string;
  /** What it takes: text, or a tensor of numbers. */
  readonly takes: 'text' | 'numbers';
  /** Reads all parameters at once, none while it runs. */
  work(parameters: Parameters): Work;
}

/** The one way to the work of a stage, whether an estimator or a file says what it is. */
export function prepare({ kind, work }: StageKind, parameters: Readonly<Record<string, JsonValue>>): Preparation {
  const given = new Parameters(kind, parameters);
  const made = work(given);
  given.assertAllRead();
  return { description: { kind, parameters }, ...made };
}

/** Numbers in one result: 2 GiB of them. */
const MOST_NUMBERS = 2 ** 28;

type Values = Readonly<Record<string, DenseTensor>>;

/** What a module runs: the stage of a record that has been looked at. */
export function runnerFor(
  kind: StageKind,
  { description, inputs, outputs }: StageRecord,
): (values: Values) => Record<string, DenseTensor> {
  return runnerOf(prepare(kind, description.parameters), inputs[0]!, outputs[0]!);
}

/** @param input - a port of text or numbers; `output` is of float32 or float64 */
export function runnerOf(
  { width, run }: Work,
  input: Port,
  output: Port,
): (values: Values) => Record<string, DenseTensor> {
  return (values) => {
    const given = values[input.name];
    if (given?.dtype !== input.dtype) throw unsupported(`${input.name} is not of dtype ${input.dtype}`);
    const rows = given.shape[0] ?? 0;
    if (width !== undefined && rows * width > MOST_NUMBERS) throw tooMany(rows, width);
    const result = run(given);
    const data = output.dtype === 'float32' ? Float32Array.from(result.data as Float64Array) : result.data;
    return { [output.name]: { ...result, dtype: output.dtype, data } };
  };
}

function tooMany(rows: number, width: number): CodecError {
  return new CodecError({
    codec: ID,
    code: 'BRINE-SKLEARN-SIZE',
    fault: 'limit',
    message: `${rows} rows of ${width} columns are more numbers than one result holds`,
    hint: `Predict at most ${Math.floor(MOST_NUMBERS / width)} rows at a time.`,
  });
}
