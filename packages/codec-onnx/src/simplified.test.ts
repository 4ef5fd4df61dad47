/** What simplifying and folding leave is the same model to the last bit. */

import { type DenseTensor, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { foldConstants, simplifyGraph } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { NAMES, open, sidecar, source, tensorOf } from '../test/fixtures.js';
import { check } from './check/index.js';
import { onnxruntime } from './engine/index.js';
import { onnx } from './plugin.js';

const engine = await onnxruntime.load();
const context = createHost([onnx]).context();

async function run(graph: Graph, feeds: Record<string, DenseTensor>): Promise<Record<string, DenseTensor>> {
  const session = await engine.load(graph, context, {});
  const results = await session.run(feeds);
  await session.close();
  return results;
}

const runnable = NAMES.filter((name) => sidecar(name).outputs);

describe('simplified and folded by ONNX Runtime', () => {
  it.each(runnable)('%s', async (name) => {
    const graph = await (await open(source(name))).view('graph');
    const folded = await foldConstants(simplifyGraph(graph), (constants) => run(constants, {}));
    const feeds = Object.fromEntries(
      Object.entries(sidecar(name).inputs ?? {}).map(([key, array]) => [key, tensorOf(array)]),
    );
    expect(await run(folded, feeds)).toEqual(await run(graph, feeds));
    expect(folded.nodes.length).toBeLessThanOrEqual(graph.nodes.length);
    expect(check(folded)).toEqual([]);
  });
});
