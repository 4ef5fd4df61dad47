import type { OpaqueStage, Port } from '@brine/core';
import { type Preparation, runnerOf } from './stage.js';

/** @param input - a port of text or numbers; `output` is of float32 or float64 */
export function stageOf(preparation: Preparation, input: Port, output: Port): OpaqueStage {
  const { description, source } = preparation;
  const run = runnerOf(preparation, input, output);
  return {
    kind: input.dtype === 'str' ? 'text' : 'function',
    inputs: [input],
    outputs: [output],
    description,
    run: async (values) => run(values),
    source: source ?? (() => import('../stages/source.js').then(({ sourceOf }) => sourceOf(description))),
  };
}
