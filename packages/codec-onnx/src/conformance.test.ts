import { readFile } from 'node:fs/promises';
import { codecChecks } from '@brine/codec-testkit';
import { GraphBuilder } from '@brine/graph';
import { describe, test } from 'vitest';
import { fixture, heavyModel } from '../test/fixtures.js';
import { onnx } from './index.js';

const CASES = [
  'attributes',
  'control',
  'dtypes_raw',
  'dtypes_typed',
  'functions',
  'old',
  'strings',
  'trees',
  'types',
  'zipmap',
];

function unary() {
  const g = new GraphBuilder('g');
  g.output('Y', g.op('Exp', [g.input('X', 'float64', [null, 2])]));
  return g.build();
}

const stages = [
  {
    kind: 'text',
    inputs: [],
    outputs: [],
    description: { kind: 'test.none', parameters: {} },
    run: () => Promise.resolve({}),
  },
] as const;

describe('the promises of a codec', () => {
  const checks = codecChecks(onnx, {
    cases: [
      ...CASES.map((name) => ({
        name: `${name}.onnx`,
        bytes: fixture(`${name}.onnx`),
        canonical: true,
        ...(name === 'control' ? { beyond: [{ depth: 3 }, { items: 20 }] } : {}),
      })),
      ...['control', 'functions'].map((name) => ({ name: `${name}.onnxtxt`, bytes: fixture(`${name}.onnxtxt`) })),
      { name: 'heavy.onnx', bytes: heavyModel(), canonical: true, inspectReads: 30_000 },
    ],
    bad: [
      { name: 'no graph', bytes: Uint8Array.of(8, 8), error: { code: 'BRINE-ONNX-NO-GRAPH', offset: 0 } },
      { name: 'an unknown dtype', bytes: Uint8Array.of(8, 8, 58, 4, 42, 2, 16, 99), error: { fault: 'unsupported' } },
    ],
    encodes: [{ name: 'a graph that we built', views: { graph: () => Promise.resolve(unary()) } }],
    unencodable: [
      {
        name: 'a program of text',
        views: { program: () => Promise.resolve({ name: 'p', inputs: [], outputs: [], stages, methods: {} }) },
      },
    ],
    entry: { path: 'src/index.ts', read: (path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8') },
  });
  for (const { name, run } of checks) test(name, run, 60_000);
});
