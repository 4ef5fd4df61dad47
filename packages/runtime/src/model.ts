/** A model that predicts. */

import {
  asCodecError,
  type Context,
  type DenseTensor,
  type EnginePlugin,
  type Graph,
  type InputPort,
  type Method,
  type Program,
} from '@brine/core';
import { type ChosenEngine, chooseEngines } from './engines.js';
import { nearest, optionError } from './errors.js';
import { type Label, plainClasses, type Prediction, prediction } from './prediction.js';
import { type Feeds, feedsOf, inputNames } from './rows/feeds.js';
import type { Rows } from './rows/types.js';
import { createRunner, portsFor, type Runner } from './stages.js';

/** The methods by the names that scikit-learn has for them, in the order in which one is chosen when none is named. */
export const METHODS: readonly Method[] = [
  'predict',
  'transform',
  'predict_proba',
  'predict_log_proba',
  'decision_function',
  'score_samples',
];

/** Methods whose columns are the classes. */
const BY_CLASS: ReadonlySet<Method> = new Set<Method>(['predict_proba', 'predict_log_proba', 'decision_function']);

/**
 * A loaded model. Its methods take {@link Rows} and may be called at the same time: they run one after another.
 *
 * Each throws CodecError: `option` for rows that it does not take (wrong width, missing column, wrong type) and for a method that
 * the model does not have, `unsupported` when no engine runs it.
 */
export interface Model {
  /** Its class, or its file's name. */
  readonly name: string;
  /** What it takes: names, dtypes, shapes, column names where known. */
  readonly inputs: readonly InputPort[];
  /** What it can be asked. */
  readonly methods: readonly Method[];
  /** Class labels of a classifier; one list for each target when it predicts several at once. */
  readonly classes?: readonly Label[] | readonly (readonly Label[])[];
  predict(rows: Rows): Promise<Prediction>;
  predictProba(rows: Rows): Promise<Prediction>;
  predictLogProba(rows: Rows): Promise<Prediction>;
  decisionFunction(rows: Rows): Promise<Prediction>;
  transform(rows: Rows): Promise<Prediction>;
  scoreSamples(rows: Rows): Promise<Prediction>;
  /**
   * Any method by its name.
   *
   * @throws CodecError `option` also when the method has several outputs: `runAll` gives them
   */
  run(method: Method, rows: Rows): Promise<Prediction>;
  /**
   * Every output of a method: by the method's name when it has one, `"0"`, `"1"`, ... for multi-output models, by their own
   * names for a network.
   */
  runAll(method: Method, rows: Rows): Promise<Readonly<Record<string, Prediction>>>;
  /** Id of the engine that runs it; chosen at the first prediction, by its number of rows, or at the first call of this, for one row. */
  engine(): Promise<string>;
  /** Releases the engine's session. */
  close(): Promise<void>;
}

export interface ModelSettings {
  readonly engines: readonly EnginePlugin[];
  /** Id of the engine to use; by default that which supports the model and is done first. */
  readonly engine?: string | undefined;
  /** For the engine. */
  readonly context: Context;
  /** Options of an engine, by its id. */
  optionsOf?(id: string): unknown;
}

/** A model over a program. Nothing is loaded until the first prediction. */
export function createModel(program: Program, settings: ModelSettings): Model {
  const methods = METHODS.filter((method) => program.methods[method] !== undefined);
  const classes = program.classes && program.classes.length > 0 ? plainClasses(program.classes) : undefined;
  /** Those that can run it, the best first. */
  let chosen: Promise<ChosenEngine[]> | undefined;
  let runner: Runner | undefined;

  const engines = (rows: number) => (chosen ??= chooseEngines(settings.engines, program, settings.engine, rows));
  const load = async (graph: Graph) => {
    const able = await engines(1);
    for (;;) {
      const { id, engine } = able[0]!;
      try {
        return await engine.load(graph, settings.context, settings.optionsOf?.(id) ?? {});
      } catch (error) {
        const known = asCodecError(error, id);
        // An engine whose native part is not installed says so only now: the next one runs the model.
        if (known.fault !== 'unsupported' || able.length === 1) throw known;
        able.shift();
      }
    }
  };

  const outputsOf = (method: Method): readonly string[] => {
    const names = program.methods[method];
    if (names) return names;
    const near = nearest(method, methods);
    throw optionError('METHOD', `${program.name} has no method ${JSON.stringify(method)}`, {
      hint: `${near === undefined ? '' : `Is ${JSON.stringify(near)} meant? `}It has: ${methods.join(', ') || 'none'}.`,
    });
  };

  const compute = async (names: readonly string[], rows: Rows): Promise<readonly DenseTensor[]> => {
    const feeds = feedsOf(portsFor(program, inputNames(rows)), rows);
    await engines(rowsIn(feeds));
    runner ??= createRunner(program, load);
    const tensors = await runner.run(feeds, names);
    return names.map((name) => tensors[name]!);
  };

  /** @param target - which of the outputs of a multi-output model */
  const result = (method: Method, tensor: DenseTensor, target: number) => {
    const labels = BY_CLASS.has(method) ? classes?.[target] : undefined;
    return prediction(tensor, labels?.length === tensor.shape[1] ? labels : undefined);
  };

  const model: Model = {
    name: program.name,
    inputs: program.inputs,
    methods,
    ...(classes ? { classes: classes.length === 1 ? classes[0]! : classes } : {}),
    predict: (rows) => model.run('predict', rows),
    predictProba: (rows) => model.run('predict_proba', rows),
    predictLogProba: (rows) => model.run('predict_log_proba', rows),
    decisionFunction: (rows) => model.run('decision_function', rows),
    transform: (rows) => model.run('transform', rows),
    scoreSamples: (rows) => model.run('score_samples', rows),
    async run(method, rows) {
      const names = outputsOf(method);
      if (names.length !== 1) {
        throw optionError('OUTPUTS', `${method} of ${program.name} has ${names.length} outputs`, {
          hint: `Get them by runAll(${JSON.stringify(method)}, rows).`,
        });
      }
      const [tensor] = await compute(names, rows);
      return result(method, tensor!, 0);
    },
    async runAll(method, rows) {
      const names = outputsOf(method);
      const tensors = await compute(names, rows);
      const keys = outputKeys(program, method);
      return Object.fromEntries(tensors.map((tensor, i) => [keys[i]!, result(method, tensor, i)]));
    },
    engine: async () => (await engines(1))[0]!.id,
    async close() {
      await runner?.close();
      runner = undefined;
    },
  };
  return model;
}

/** Rows that were given: the first axis of the first input. */
function rowsIn(feeds: Feeds): number {
  const [first] = Object.values(feeds);
  return first?.shape[0] ?? 1;
}

/** Keys of the outputs of a method: see {@link Model.runAll}. */
export function outputKeys(program: Program, method: Method): readonly string[] {
  const names = program.methods[method] ?? [];
  if (program.network) return names;
  return names.length === 1 ? [method] : names.map((_, i) => String(i));
}
