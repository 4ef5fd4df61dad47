/** Stages before the graph, for what no operator does as TensorFlow does it. */

import type { DenseTensor, DType, JsonValue, OpaqueStage, Port, StageDescription, StageRecord } from '@brine/core';
import { Config } from '../read/config.js';
import { unsupported } from '../read/errors.js';

/** A stage to be: what it is, so that a file can hold it, and what it computes. */
export interface Preparation {
  readonly description: StageDescription;
  /** Of the result. */
  readonly dtype: DType;
  run(given: DenseTensor): DenseTensor;
  /** What a stand-alone module runs; the kinds of this package have theirs. */
  readonly source?: OpaqueStage['source'];
}

/** A kind of stage: called like the layer whose work it does, with parameters of that one's configuration. */
export interface StageKind {
  readonly kind: string;
  /** dtypes that it takes. */
  readonly takes: ReadonlySet<DType>;
  readonly dtype: DType;
  /** Names of its parameters. */
  readonly parameters: readonly string[];
  /**
   * @param parameters - read with all the care that a layer's configuration out of a file needs
   * @throws CodecError `malformed` or `unsupported` for those that it cannot have
   */
  work(parameters: Config): (given: DenseTensor) => DenseTensor;
}

/**
 * The one way to the work of a stage, whether a layer or a file says what it is.
 *
 * @param path - for errors: of the layer, or the kind of the stage
 */
export function prepare(
  { kind, dtype, work }: StageKind,
  parameters: Readonly<Record<string, JsonValue>>,
  path = kind,
): Preparation {
  return { description: { kind, parameters }, dtype, run: work(new Config(parameters, path)) };
}

type Values = Readonly<Record<string, DenseTensor>>;
type Runner = (values: Values) => Record<string, DenseTensor>;

/** What a module runs: the stage of a record that has been looked at. */
export const runnerFor = (kind: StageKind, { description, inputs, outputs }: StageRecord): Runner =>
  runnerOf(prepare(kind, description.parameters), inputs[0]!, outputs[0]!);

export function runnerOf({ run }: Preparation, input: Port, output: Port): Runner {
  return (values) => {
    const given = values[input.name];
    if (given?.dtype !== input.dtype) throw unsupported(`it takes ${input.dtype}`, input.name);
    return { [output.name]: run(given) };
  };
}
