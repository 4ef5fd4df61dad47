/** The model inside a stand-alone module. */

import { DEFAULT_LIMITS, type DenseTensor, MISSING_TEXT, NAN_TEXT } from '@brine/core';
import { planGraph } from '../../plan/plan.js';
import { createRunner } from '../../session.js';
import type { PackedProgram } from './packed.js';
import { feedsOf } from './rows.js';
import { unpackGraph } from './unpack.js';

/** What a method gives. */
export interface Output {
  readonly shape: readonly number[];
  /** Of text, null is None. */
  readonly data: DenseTensor['data'] | readonly (string | number | null)[];
}

export type Call = (method: string, rows: unknown) => Output | readonly Output[] | Readonly<Record<string, Output>>;

/** Plans the graphs. @returns what runs a method on rows */
export function createModel(program: PackedProgram, weights: Uint8Array): Call {
  const stages = program.stages.map((stage) => {
    const typed = unpackGraph(stage, weights);
    return { outputs: stage.outputs, runner: createRunner(typed.graph, planGraph(typed, DEFAULT_LIMITS)) };
  });
  return (method, rows) => {
    const { outputs, form } = program.methods.find((one) => one.method === method)!;
    const values = feedsOf(program.inputs, program.network, rows);
    for (const { runner, outputs: made } of stages) {
      const feeds = Object.create(null) as Record<string, DenseTensor>;
      for (const { name } of runner.inputs) feeds[name] = values[name]!;
      const last = stages.length === 1 ? outputs : made.map(({ name }) => name);
      Object.assign(values, runner.run(feeds, last));
    }
    const results = outputs.map((name) => given(values[name]!));
    if (form === 'one') return results[0]!;
    return form === 'list' ? results : Object.fromEntries(outputs.map((name, i) => [name, results[i]!]));
  };
}

function given({ dtype, shape, data }: DenseTensor): Output {
  if (dtype !== 'str') return { shape, data };
  const texts = data as readonly string[];
  return { shape, data: texts.map((text) => (text === MISSING_TEXT ? null : text === NAN_TEXT ? NaN : text)) };
}
