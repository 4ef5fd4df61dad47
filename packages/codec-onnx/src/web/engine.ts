import type { Engine } from '@brine/core';
import { costOf } from '../engine/cost.js';
import { loadOn, supports } from '../engine/engine.js';
import type { Runtime, RuntimePackage } from '../engine/runtime.js';
import type { OrtWebOptions } from './options.js';

const WEB: RuntimePackage = {
  name: 'onnxruntime-web',
  hint: 'Install it beside Brine: npm install onnxruntime-web.',
  load: () => import('onnxruntime-web') as Promise<unknown> as Promise<Runtime>,
};

/** Milliseconds, beside those of onnxruntime-node: compiling the WebAssembly is most of the start, and its vectors are half as wide. */
const cost = costOf({
  load: { runtime: 500, treeNode: 1.5e-3 },
  run: { call: 0.02, node: 4e-3, rowOfNode: 1e-5, treeStep: 2e-5, product: 9e-8, filter: 3e-8 },
});

export const engine: Engine<OrtWebOptions> = {
  supports,
  cost,
  load: (graph, context, { providers = ['wasm'] }: OrtWebOptions = {}) =>
    loadOn(WEB, graph, context, { executionProviders: [...providers] }),
};
