/** What a converter makes of a model: named, typed inputs, stages that run in order, outputs grouped by method. */

import type { Graph, Port } from './graph.js';
import type { JsonValue } from './keras.js';
import type { DenseTensor } from './tensor.js';

/** Methods of a model, as scikit-learn names them. */
export type Method =
  'predict' | 'predict_proba' | 'predict_log_proba' | 'decision_function' | 'transform' | 'score_samples';

/** A class label as stored: text, int, bool or float. */
export type ClassLabel = string | bigint | boolean | number;

/** An input of a program. */
export interface InputPort extends Port {
  /**
   * Names of the columns of its last axis. A port of one column (shape `[null, 1]`) is a column of a table;
   * rows given as arrays fill the ports' columns in order.
   */
  readonly columns?: readonly string[];
  /**
   * True where rows are no table but records or lists of any length. The port is text of shape `[null]`: each row as JSON, in which
   * infinities are written `1e999` and `-1e999`, missing values and NaN `null`.
   */
  readonly json?: boolean;
}

export interface GraphStage {
  readonly kind: 'graph';
  /** Its inputs and outputs are ports of the program or of other stages, by name. */
  readonly graph: Graph;
}

/** What a stage that is no graph does, the whole of it: a file that holds the graph names its stages so, and they are made again of it. */
export interface StageDescription {
  /** Id of the converter that makes it, a dot and a name: `sklearn.CountVectorizer`. */
  readonly kind: string;
  /** All that its results depend on, as plain JSON. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/** A stage as a file holds it. */
export interface StageRecord {
  readonly description: StageDescription;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/**
 * A declaration of JavaScript: the names that it declares, its text, the names of other declarations that it needs. Names are separated
 * by blanks.
 */
export type SourcePart = readonly [names: string, text: string, needs: string];

/**
 * A kind of stage as JavaScript, for modules that predict without Brine. It is text of the plugin's own, in which nothing comes out of a
 * model: the module hands it the stage's {@link StageRecord}.
 */
export interface StageSource {
  /** Declarations in an order in which they can be run. A module has those that it needs, once for all stages that have the same list. */
  readonly parts: readonly SourcePart[];
  /**
   * An expression over those declarations: a function of the record that gives what {@link OpaqueStage.run} does, without a promise.
   * It may use what every platform has: no imports, no globals of Node or of a browser, no code made of text.
   */
  readonly make: string;
  /** Names of the declarations that `make` needs. */
  readonly needs: readonly string[];
  /** TypeScript's type of one row of {@link InputPort.json} that the stage takes, for the module's declarations. */
  readonly row?: string;
}

/** A stage that a plugin runs itself: text preparation that no graph does exactly, a function in the sandbox. */
export interface OpaqueStage extends StageRecord {
  readonly kind: 'text' | 'function';
  /** What a module that predicts without Brine runs instead; without it, or where it is undefined, no such module is made of the program. */
  source?(): Promise<StageSource | undefined>;
  /** Runs the stage on its inputs by name. */
  run(inputs: Readonly<Record<string, DenseTensor>>): Promise<Record<string, DenseTensor>>;
}

export type Stage = GraphStage | OpaqueStage;

export interface Program {
  /** The model's class or file, for messages. */
  readonly name: string;
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly Port[];
  readonly stages: readonly Stage[];
  /**
   * Names of the outputs that make up each method, in order. One for nearly all; several for multi-output probabilities.
   * A network without scikit-learn's methods has `predict` with all outputs.
   */
  readonly methods: Readonly<Partial<Record<Method, readonly string[]>>>;
  /** True for a network: callers know its outputs by their own names, not by the method's. */
  readonly network?: boolean;
  /** Labels of the columns of predict_proba: one list, or one a target for multi-output. */
  readonly classes?: readonly ClassLabel[] | readonly (readonly ClassLabel[])[];
}
