import type { DenseTensor } from '@brine/core';
import { createHost } from '@brine/core/host';
import { GraphBuilder, tensor } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { onnxruntime } from '../engine/index.js';
import { ortWeb } from './index.js';

const context = createHost([]).context();

/** A small network with text beside it. */
function graph() {
  const g = new GraphBuilder('g');
  const x = g.input('X', 'float64', [null, 3]);
  const hidden = g.op('Gemm', [x, g.constant(tensor('float64', [1, -2, 0.5, 3, -1, 2], [3, 2]))]);
  g.output('Y', g.op('Softmax', [hidden]));
  g.output('best', g.op('ArgMax', [hidden], { axis: 1 }));
  g.output('S', g.op('Identity', [g.input('T', 'str', [null])]));
  return g.build();
}

const feeds: Record<string, DenseTensor> = {
  X: tensor('float64', [1, 2, 3, -1, 0.25, 7], [2, 3]),
  T: { dtype: 'str', shape: [2], data: ['é', ''] },
};

describe('onnxruntime-web', () => {
  it('gives what onnxruntime-node gives', async () => {
    const results = [];
    for (const plugin of [ortWeb, onnxruntime]) {
      const engine = await plugin.load();
      expect(await engine.supports(graph())).toBe(true);
      const session = await engine.load(graph(), context, {});
      results.push(await session.run(feeds));
      await session.close();
    }
    const [web, node] = results as [Record<string, DenseTensor>, Record<string, DenseTensor>];
    for (const name of ['best', 'S']) expect(web[name]).toEqual(node[name]);
    expect([web['Y']!.dtype, web['Y']!.shape]).toEqual(['float64', [2, 2]]);
    const [given, expected] = [web['Y']!.data, node['Y']!.data] as Float64Array[];
    given!.forEach((value, i) => {
      expect(value).toBeCloseTo(expected![i]!, 14);
    });
  }, 60_000);

  it('is dearer than onnxruntime-node', async () => {
    const [web, node] = [await ortWeb.load(), await onnxruntime.load()];
    const [ours, theirs] = [web.cost!(graph(), 1), node.cost!(graph(), 1)];
    expect([ours.start > theirs.start, ours.run > theirs.run]).toEqual([true, true]);
  });
});
