import type { OpaqueStage, Port } from '@brine/core';
import { type Preparation, runnerOf } from './stage.js';

export function stageOf(preparation: Preparation, input: Port, output: Port): OpaqueStage {
  const { description, source } = preparation;
  const run = runnerOf(preparation, input, output);
  return {
    kind: input.dtype === 'str' ? 'text' : 'function',
    inputs: [input],
    outputs: [output],
    description,
    run: async (values) => run(values),
    source: source ?? (() => import('./source.js').then(({ sourceOf }) => sourceOf(description))),
  };
}
