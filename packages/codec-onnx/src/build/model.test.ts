import {
  concatBytes,
  DEFAULT_LIMITS,
  fromBytes,
  toMemory,
  type Attribute,
  type Graph,
  type GraphNode,
  type IntList,
} from '@brine/core';
import { GraphBuilder } from '@brine/graph';
import { describe, expect, it } from 'vitest';
import { failure, open, source } from '../../test/fixtures.js';
import { decodeMessage } from '../read/decode.js';
import { encodeGraph } from '../write/document.js';
import { encodeMessage } from '../write/encode.js';
import { writeModel } from './model.js';

const graphOf = async (name: string): Promise<Graph> => (await open(source(name))).view('graph');

/** An attribute without what only rewriting needs. */
function plain({ extra: _, ...attribute }: Attribute): unknown {
  return attribute;
}

function attributesOf(node: GraphNode): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node.attributes).map(([name, attribute]) => [name, plain(attribute)]));
}

describe('attributes', () => {
  it('of every kind', async () => {
    const { nodes, functions } = await graphOf('attributes');
    const attributes = attributesOf(nodes[0]!);
    const tensor = { name: 'named', dtype: 'int16', shape: [2, 3], data: Int16Array.of(0, 1, 2, 3, 4, 5) };
    const sparse = {
      shape: [2, 3],
      values: { name: 'v', dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) },
      indices: { name: 'i', dtype: 'int64', shape: [2], data: BigInt64Array.of(0n, 5n) },
    };
    const sequence = { kind: 'sequence', element: { kind: 'tensor', dtype: 'float32', shape: ['n', 2] } };
    const { a_graph, some_graphs, ...others } = attributes;
    expect(others).toEqual({
      a_float: { type: 'float', value: Math.fround(0.1) },
      a_int: { type: 'int', value: -3n },
      a_big: { type: 'int', value: 2n ** 62n },
      a_string: { type: 'string', value: 'é' },
      a_tensor: { type: 'tensor', value: tensor },
      a_sparse: { type: 'sparse_tensor', value: sparse },
      a_type: { type: 'type_proto', value: sequence },
      some_floats: { type: 'floats', value: [Math.fround(0.1), -0, Infinity] },
      some_ints: { type: 'ints', value: [0n, -1n, 2n ** 40n, -(2n ** 63n)] },
      some_strings: { type: 'strings', value: ['a', '', '日'] },
      some_tensors: { type: 'tensors', value: [tensor, tensor] },
      some_sparse: { type: 'sparse_tensors', value: [sparse] },
      some_types: { type: 'type_protos', value: [sequence, { kind: 'tensor', dtype: 'int64', shape: [] }] },
      many_ints: { type: 'ints', value: Int32Array.from({ length: 100 }, (_, i) => i - 50), doc: 'long' },
      many_floats: { type: 'floats', value: Float32Array.from({ length: 100 }, (_, i) => i / 3) },
      no_ints: { type: 'ints', value: [] },
      no_text: { type: 'string', value: '' },
    });
    expect(a_graph).toMatchObject({ type: 'graph', value: { name: 'inner', nodes: [{ opType: 'Identity' }] } });
    expect(some_graphs).toMatchObject({ type: 'graphs', value: [{ name: 'inner' }] });
    expect(nodes[0]!.doc).toBe('has all kinds');
    expect(functions).toMatchObject([
      {
        domain: 'test',
        name: 'Leaky',
        required: ['slope'],
        nodes: [{ opType: 'LeakyRelu', attributes: { alpha: { type: 'ref', value: 'slope', of: 'float' } } }],
      },
    ]);
  });

  it('without a stated type are what their field is', async () => {
    const { nodes } = await graphOf('untyped');
    expect(attributesOf(nodes[0]!)).toEqual({ beta: { type: 'float', value: 2 }, transB: { type: 'int', value: 0n } });
  });

  it('of names that objects have by themselves are only names', async () => {
    const { metadata } = await graphOf('everything');
    expect(Object.getPrototypeOf(metadata)).toBeNull();
    expect(Object.keys(metadata)).toContain('__proto__');
    expect(({} as Record<string, unknown>)['not a prototype']).toBeUndefined();
  });
});

describe('types of ports', () => {
  it('of every kind', async () => {
    const { inputs, outputs } = await graphOf('types');
    expect(inputs.map(({ extra: _, ...port }) => port)).toEqual([
      { name: 'tensor', dtype: 'float32', shape: ['batch', null, null], doc: 'a tensor' },
      { name: 'any_rank', dtype: 'int64', shape: null, doc: 'a any_rank' },
      ...[
        { name: 'sparse', type: { kind: 'sparse_tensor', dtype: 'float32', shape: null } },
        { name: 'sequence', type: { kind: 'sequence', element: { kind: 'tensor', dtype: 'str', shape: [] } } },
        {
          name: 'optional',
          type: {
            kind: 'optional',
            element: { kind: 'sequence', element: { kind: 'tensor', dtype: 'float32', shape: ['n'] } },
          },
        },
        { name: 'map', type: { kind: 'map', key: 'int64', value: { kind: 'tensor', dtype: 'float32', shape: [] } } },
        { name: 'opaque', type: { kind: 'opaque', domain: 'd', name: 'n' } },
      ].map((port) => ({ dtype: 'object', shape: null, doc: `a ${port.name}`, ...port })),
    ]);
    expect(outputs).toEqual([
      { name: 'Y', dtype: 'float32', shape: null },
      { name: 'untyped', dtype: 'object', shape: null },
    ]);
  });
});

describe('a model', () => {
  it('keeps what the graph has no place for, and gives way where the graph was changed', async () => {
    const graph = await graphOf('everything');
    expect(graph.doc).toBe('about the model');
    expect({ ...graph.metadata }).toEqual({
      a: 'again',
      b: '2',
      '1': 'first?',
      '': 'empty key',
      ['__proto__']: 'not a prototype',
    });
    const changed: Graph = {
      ...graph,
      doc: 'changed',
      metadata: { only: 'this' },
      opsets: { '': 18 },
      nodes: graph.nodes.map((node) => ({ ...node, opType: 'Abs' })),
    };
    const record = writeModel(changed);
    expect(record).toMatchObject({
      docString: 'changed',
      metadataProps: [{ key: 'only', value: 'this' }],
      opsetImport: [{ domain: '', version: 18n }],
      modelVersion: 7n,
      domain: 'org.example',
      trainingInfo: [{ algorithm: { name: 'algorithm' } }],
      configuration: [{ name: 'two', numDevices: 2, device: ['cpu', 'npu'] }],
      $unknown: [expect.any(Uint8Array), expect.any(Uint8Array)],
      graph: {
        docString: 'about the graph',
        node: [{ opType: 'Abs', overload: 'one', $unknown: [expect.any(Uint8Array)] }, { opType: 'Abs' }],
      },
    });
  });

  it('that we build has our producer and the lowest fitting IR version, and the same bytes each time', () => {
    const build = (opType: string, axes: boolean) => {
      const g = new GraphBuilder('g');
      const x = g.input('X', 'float64', [null, 3]);
      g.output('Y', g.op(opType, axes ? [x, g.ints([1])] : [x]));
      return encodeGraph(g.build());
    };
    const record = (opType: string, axes = false) => {
      const { pieces } = build(opType, axes);
      expect(pieces).toEqual(build(opType, axes).pieces);
      expect(pieces).toHaveLength(1);
      return decodeMessage('ModelProto', pieces[0]!, DEFAULT_LIMITS);
    };
    expect(record('Exp')).toMatchObject({
      irVersion: 8n,
      producerName: 'brine',
      producerVersion: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      opsetImport: [{ domain: '', version: 17n }],
    });
    expect(record('ReduceMax', true)).toMatchObject({ irVersion: 8n, opsetImport: [{ version: 18n }] });
  });

  it('comes back as it was built', async () => {
    const g = new GraphBuilder('g');
    const x = g.input('X', 'float64', [null, 3]);
    const long = BigInt64Array.from({ length: 1000 }, (_, i) => BigInt(i % 3));
    g.output(
      'Y',
      g.op('Transpose', [g.op('Gather', [x, g.constant({ dtype: 'int64', data: long })], { axis: 1 })], {
        perm: [1, 0],
      }),
    );
    const built = g.build();
    const sink = toMemory();
    for (const piece of encodeGraph(built).pieces) await sink.write(piece);
    expect(await (await open(fromBytes(sink.toBytes()))).view('graph')).toEqual(built);
  });

  it('writes a list of ints as the same bytes, whatever holds it', () => {
    const bytes = (value: IntList) => {
      const attributes = { list: { type: 'ints', value } } as const;
      const node = { opType: 'Op', domain: 'test', name: '', inputs: [], outputs: ['Y'], attributes };
      const graph = { name: 'g', opsets: { test: 1 }, inputs: [], outputs: [], initializers: [], nodes: [node] };
      return concatBytes(encodeGraph({ ...graph, metadata: {} }).pieces);
    };
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const wide = bytes(BigInt64Array.from(numbers, BigInt));
    for (const List of [Uint8Array, Int16Array, Int32Array]) expect(bytes(List.from(numbers))).toEqual(wide);
    const signed = [-(2 ** 15), -1, 0, 1, 2 ** 15 - 1];
    for (const List of [Int16Array, Int32Array])
      expect(bytes(List.from(signed))).toEqual(bytes(BigInt64Array.from(signed, BigInt)));
  });
});

describe('models that are wrong', () => {
  const record = (name: string) => decodeMessage('ModelProto', new Uint8Array(source(name).bytes!), DEFAULT_LIMITS);
  const reread = async (model: ReturnType<typeof record>) => {
    const sink = toMemory();
    for (const piece of encodeMessage('ModelProto', model).pieces) await sink.write(piece);
    return failure(async () => (await open(fromBytes(sink.toBytes()))).view('graph'));
  };

  it.each<[string, (model: ReturnType<typeof record>) => void, string, string]>([
    ['no graph', (model) => delete model.graph, 'malformed BRINE-ONNX-NO-GRAPH', ''],
    [
      'a tensor that does not fill its shape',
      (model) => (model.graph!.initializer![0]!.dims = BigInt64Array.of(3n)),
      'malformed BRINE-ONNX-SIZE',
      'Tensor one has 8 bytes, but float64[3] needs 24',
    ],
    [
      'an impossible shape',
      (model) => (model.graph!.initializer![0]!.dims = BigInt64Array.of(-1n)),
      'malformed BRINE-ONNX-SHAPE',
      'Tensor one has the impossible shape [-1]',
    ],
    [
      'a huge shape',
      (model) => (model.graph!.initializer![0]!.dims = BigInt64Array.of(2n ** 40n, 2n ** 40n)),
      'malformed BRINE-ONNX-SHAPE',
      'has the impossible shape',
    ],
    [
      'an unknown element type',
      (model) => (model.graph!.initializer![0]!.dataType = 99),
      'unsupported BRINE-ONNX-DTYPE',
      'Tensor one has the element type 99',
    ],
    [
      'a tensor in segments',
      (model) => (model.graph!.initializer![0]!.segment = { begin: 0n, end: 1n }),
      'unsupported BRINE-ONNX-SEGMENT',
      'Tensor one is stored in segments',
    ],
    [
      'an attribute twice',
      (model) => model.graph!.node![2]!.attribute!.push(model.graph!.node![2]!.attribute![0]!),
      'malformed BRINE-ONNX-ATTRIBUTE',
      'The attribute node[2].else_branch is there twice',
    ],
    [
      'an attribute without a value',
      (model) => (model.graph!.node![2]!.attribute![0] = { name: 'then_branch', type: 5 }),
      'malformed BRINE-ONNX-ATTRIBUTE',
      'Attribute node[2].then_branch has no value',
    ],
    [
      'an attribute that says nothing',
      (model) => (model.graph!.node![2]!.attribute![0] = { name: 'then_branch' }),
      'malformed BRINE-ONNX-ATTRIBUTE',
      'has neither a type nor a value',
    ],
    [
      'text that is none, in a subgraph',
      (model) => {
        const inner = model.graph!.node![3]!.attribute![0]!.g!;
        inner.node![0]!.attribute = [{ name: 'x', type: 3, s: Uint8Array.of(255) }];
      },
      'unsupported BRINE-ONNX-TEXT',
      'node[3].body.node[0].x holds bytes that are not UTF-8 text',
    ],
  ])('%s', async (_, damage, kind, message) => {
    const model = record('control');
    damage(model);
    const error = await reread(model);
    expect(`${error.fault} ${error.code}`).toBe(kind);
    expect(error.message).toContain(message);
    if (error.fault === 'malformed') expect(error.at).toHaveProperty('offset');
  });
});
