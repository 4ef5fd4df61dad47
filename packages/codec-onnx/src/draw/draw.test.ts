import { fromBytes, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { codecChecks } from '@brine/codec-testkit';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it, test } from 'vitest';
import { fixture } from '../../test/fixtures.js';
import { onnx } from '../plugin.js';
import { dot, mermaid } from './index.js';

const host = createHost([onnx, dot, mermaid]);

it.each([
  ['dot', 'control.dot', /^digraph/],
  ['mermaid', 'control.mmd', /^flowchart TD/],
])('%s by its extension', async (id, name, beginning) => {
  expect(host.encoderFor(name)).toBe(id);
  const sink = toMemory();
  const notes = await host.encode(await host.open(fromBytes(fixture('control.onnx'))), sink, { to: id });
  expect(new TextDecoder().decode(sink.toBytes())).toMatch(beginning);
  expect(notes).toMatchObject([{ loss: true }]);
});

describe.each([dot, mermaid])('the promises of $descriptor.id', (plugin) => {
  const g = new GraphBuilder('g');
  g.output('Y', g.op('Exp', [g.input('X', 'float64', [2])]));
  const graph = g.build();
  const stages = [{ kind: 'graph', graph }] as const;
  const program = { name: 'p', inputs: graph.inputs, outputs: graph.outputs, stages, methods: {} };
  const text = {
    ...program,
    stages: [
      {
        kind: 'text',
        inputs: [],
        outputs: [],
        description: { kind: 'test.none', parameters: {} },
        run: () => Promise.resolve({}),
      },
    ],
  } as const;
  const checks = codecChecks(plugin, {
    cases: [],
    encodes: [
      { name: 'a graph', views: { graph: () => Promise.resolve(graph) } },
      { name: 'a program', views: { program: () => Promise.resolve(program) } },
    ],
    unencodable: [{ name: 'a program of text', views: { program: () => Promise.resolve(text) } }],
  });
  for (const { name, run } of checks) test(name, run);
});
