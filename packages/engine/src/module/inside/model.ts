/** The model inside a stand-alone module. */

import { DEFAULT_LIMITS, type DenseTensor, MISSING_TEXT, NAN_TEXT, type StageRecord } from '@brine/core';
import { planGraph } from '../../plan/plan.js';
import { createRunner } from '../../session.js';
import type { PackedGraph, PackedProgram } from './packed.js';
import type { Reader } from './rows.js';
import { unpackGraph } from './unpack.js';

/** What a method gives. */
export interface Output {
  readonly shape: readonly number[];
  /** Of text, null is None. */
  readonly data: DenseTensor['data'] | readonly (string | number | null)[];
}

export type Call = (method: string, rows: unknown) => Output | readonly Output[] | Readonly<Record<string, Output>>;

type Values = Record<string, DenseTensor>;

/** A stage that can be run. */
interface Step {
  readonly takes: readonly string[];
  readonly gives: readonly string[];
  run(feeds: Values, wanted: readonly string[]): Readonly<Values>;
}

/** Stages that are no graphs, by their kinds: `StageSource.make`, evaluated. */
export type Makers = Readonly<Record<string, (record: StageRecord) => (feeds: Values) => Readonly<Values>>>;

/** Plans the graphs and makes the other stages. @returns what runs a method on what `read` takes */
export function createModel(program: PackedProgram, weights: Uint8Array, read: Reader, makers: Makers = {}): Call {
  const stages = program.stages.map((stage) => stepOf(stage, weights, makers));
  const methods = new Map(program.methods.map((one) => [one.method, { ...one, steps: needed(stages, one.outputs) }]));
  return (method, rows) => {
    const { outputs, form, steps } = methods.get(method)!;
    const values = read(program.inputs, rows);
    for (const { takes, gives, run } of steps) {
      const feeds = Object.create(null) as Values;
      for (const name of takes) feeds[name] = values[name]!;
      Object.assign(values, run(feeds, gives));
    }
    const results = outputs.map((name) => given(values[name]!));
    if (form === 'one') return results[0]!;
    return form === 'list' ? results : Object.fromEntries(outputs.map((name, i) => [name, results[i]!]));
  };
}

function stepOf(stage: PackedGraph | StageRecord, weights: Uint8Array, makers: Makers): Step {
  const gives = stage.outputs.map(({ name }) => name);
  if ('description' in stage) {
    return { takes: stage.inputs.map(({ name }) => name), gives, run: makers[stage.description.kind]!(stage) };
  }
  const typed = unpackGraph(stage, weights);
  const { inputs, run } = createRunner(typed.graph, planGraph(typed, DEFAULT_LIMITS));
  return { takes: inputs.map(({ name }) => name), gives, run };
}

/** The stages that some outputs need, each with what it gives for them: found from the last to the first. */
function needed(stages: readonly Step[], outputs: readonly string[]): Step[] {
  const wanted = new Set(outputs);
  const steps: Step[] = [];
  for (let i = stages.length - 1; i >= 0; i--) {
    const { takes, gives, run } = stages[i]!;
    const some = gives.filter((name) => wanted.has(name));
    if (some.length === 0) continue;
    steps.unshift({ takes, gives: some, run });
    for (const name of takes) wanted.add(name);
  }
  return steps;
}

function given({ dtype, shape, data }: DenseTensor): Output {
  if (dtype !== 'str') return { shape, data };
  const texts = data as readonly string[];
  return { shape, data: texts.map((text) => (text === MISSING_TEXT ? null : text === NAN_TEXT ? NaN : text)) };
}
