/** What codec-onnx writes, read by the real onnx library. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onnx } from '@brine/codec-onnx';
import { fromBytes, toMemory, type Graph } from '@brine/core';
import { createHost } from '@brine/core/host';
import { toFile } from '@brine/core/node';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { withPython, type Python } from './python.ts';

const host = createHost([onnx]);
const FIXTURES = join(import.meta.dirname, '../../packages/codec-onnx/fixtures');

async function bytesOf(graph: Graph): Promise<Uint8Array> {
  const sink = toMemory();
  await host.encode({ graph: () => Promise.resolve(graph) }, sink, { to: 'onnx' });
  return sink.toBytes();
}

/** A model of the fixtures, with the versions that a reader must know. */
interface Fixture {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly irVersion: number;
  readonly opset: number;
}

const MODELS = readdirSync(FIXTURES)
  .filter((file) => file.endsWith('.onnx'))
  .map((file): Fixture => {
    const name = file.slice(0, -'.onnx'.length);
    const { irVersion, opsets } = JSON.parse(readFileSync(join(FIXTURES, `${name}.expected.json`), 'utf8')) as {
      irVersion: number;
      opsets: Record<string, number>;
    };
    return { name, bytes: new Uint8Array(readFileSync(join(FIXTURES, file))), irVersion, opset: opsets[''] ?? 0 };
  });

/** Each operator shape that converters write: constants of each dtype, lists, tensors, subgraphs, both domains. */
const GRAPHS: Readonly<Record<string, (g: GraphBuilder) => void>> = {
  scaler(g) {
    const x = g.input('X', 'float64', [null, 3]);
    g.output('transform', g.op('Div', [g.op('Sub', [x, g.vector([1, 2, -0])]), g.vector([1, 1e-300, 3])]));
  },
  classifier(g) {
    const x = g.input('X', 'float64', ['rows', 2]);
    const weights = g.constant({ dtype: 'float64', shape: [2, 2], data: [1, 0, 0, 1] });
    const scores = g.op('Gemm', [x, weights, g.vector([0, 1])]);
    const labels = g.constant({ dtype: 'str', data: ['no', 'é日'] });
    g.output('predict', g.op('Gather', [labels, g.op('ArgMax', [scores], { axis: 1, keepdims: 0 })]));
    g.output('predict_proba', g.op('Softmax', [scores], { axis: 1 }));
  },
  loop(g) {
    const x = g.input('X', 'float64', [2]);
    const body = g.subgraph('body', (b) => {
      b.input('i', 'int64', []);
      const go = b.input('go', 'bool', []);
      const sum = b.input('sum', 'float64', [2]);
      b.output('go_on', go);
      b.output('next', b.op('Add', [sum, x]));
    });
    g.output('Y', g.op('Loop', [g.scalar(3, 'int64'), undefined, x], { body }));
  },
  encoder(g) {
    const x = g.input('X', 'str', [null, 1]);
    const keys = Array.from({ length: 100 }, (_, i) => `k${i}`);
    const values = BigInt64Array.from(keys, (_, i) => BigInt(i) ** 9n);
    g.output(
      'Y',
      g.op(
        'LabelEncoder',
        [x],
        { keys_strings: keys, values_int64s: values, default_int64: -1 },
        { domain: 'ai.onnx.ml' },
      ),
    );
  },
  dtypes(g) {
    const add = (
      dtype: 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'float32' | 'bool',
    ) => {
      g.output(dtype, g.constant({ dtype, data: dtype === 'bool' ? [true, false] : [1, 2] }));
    };
    for (const dtype of [
      'int8',
      'uint8',
      'int16',
      'uint16',
      'int32',
      'uint32',
      'int64',
      'uint64',
      'float32',
      'bool',
    ] as const)
      add(dtype);
  },
};

const CHECK = `
import sys, onnx
model = onnx.load_model_from_string(sys.stdin.buffer.read())
onnx.checker.check_model(model, full_check=sys.argv[1] == "full")
print(model.producer_name, model.ir_version)
`;

/** Reads our bytes and tells whether onnx would write the same. */
const REWRITE = `
import sys, onnx
data = sys.stdin.buffer.read()
print(onnx.load_model_from_string(data).SerializeToString() == data)
`;

const ELEMENTS = `
import sys, json, onnx
from onnx import numpy_helper
model = onnx.load_model_from_string(sys.stdin.buffer.read())
print(json.dumps({t.name: numpy_helper.to_array(t).tolist() for t in model.graph.initializer}))
`;

function build(name: string): Graph {
  const g = new GraphBuilder(name);
  GRAPHS[name]!(g);
  return g.build();
}

/** IR version and opset that this onnx knows. */
function newest(python: Python): { ir: number; opset: number } {
  const [ir, opset] = python
    .run('import onnx; print(onnx.IR_VERSION, onnx.defs.onnx_opset_version())')
    .split(' ')
    .map(Number);
  return { ir: ir!, opset: opset! };
}

/** What onnx's own checker refuses as it is, or finds only with the files beside. */
const NOT_CHECKED = ['attributes', 'everything', 'external', 'types', 'untyped'];

withPython({ describe }, 'onnx and what we write', ['onnx'], (python) => {
  it.each(Object.keys(GRAPHS))('the checker accepts %s, and would write the same bytes', async (name) => {
    const bytes = await bytesOf(build(name));
    expect(python.run(CHECK, ['full'], bytes)).toMatch(/^brine \d+\n$/);
    // Long lists are packed, which onnx reads but does not write.
    expect(python.run(REWRITE, [], bytes).trim()).toBe(name === 'encoder' ? 'False' : 'True');
  });

  it('has the elements that we wrote', async () => {
    const elements = JSON.parse(python.run(ELEMENTS, [], await bytesOf(build('classifier')))) as Record<
      string,
      unknown
    >;
    const identity = [
      [1, 0],
      [0, 1],
    ];
    expect(Object.values(elements)).toEqual([identity, [0, 1], ['no', 'é日']]);
  });

  it('loads weights that we wrote beside the model', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'brine-'));
    try {
      const sink = await toFile(join(folder, 'm.onnx'));
      const views = { graph: () => Promise.resolve(build('classifier')) };
      await host.encode(views, sink, { to: 'onnx', onnx: { externalData: { threshold: 0 } } });
      await sink.commit();
      const load = `
import sys, onnx
from onnx import numpy_helper
onnx.checker.check_model(sys.argv[1], full_check=True)
model = onnx.load(sys.argv[1])
print([numpy_helper.to_array(t).tolist() for t in model.graph.initializer if t.data_type == 11])`;
      expect(python.run(load, [join(folder, 'm.onnx')]).trim()).toBe('[[[1.0, 0.0], [0.0, 1.0]], [0.0, 1.0]]');
      expect(readdirSync(folder).sort()).toEqual(['m.onnx', 'm.onnx.data']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('reads packed lists as they were', async () => {
    const sum = `
import sys, onnx
model = onnx.load_model_from_string(sys.stdin.buffer.read())
print(sum(sum(list(a.ints)) for a in model.graph.node[0].attribute) == sum(i ** 9 for i in range(100)))`;
    expect(python.run(sum, [], await bytesOf(build('encoder'))).trim()).toBe('True');
  });

  const known = python.path === '' ? { ir: 0, opset: 0 } : newest(python);
  for (const { name, bytes, irVersion, opset } of MODELS) {
    if (NOT_CHECKED.includes(name)) continue;
    const reads = irVersion <= known.ir && opset <= known.opset;
    const why = `SKIPPED: it has IR ${irVersion}, opset ${opset}; this onnx knows ${known.ir} and ${known.opset}`;
    it.skipIf(!reads)(`the checker accepts ${name}, rewritten by us${reads ? '' : ` (${why})`}`, async () => {
      // Without what the file has beside its graph, so that nothing is passed along as it was.
      const { extra: _, ...plain } = await (await host.open(fromBytes(bytes))).view('graph');
      expect(python.run(CHECK, ['plain'], await bytesOf(plain))).toMatch(/^brine/);
    });
  }
});
