import { describe, expect, it } from 'vitest';
import { open, source } from '../../test/fixtures.js';

const inspect = async (name: string, depth = 3) => (await open(source(name))).inspect({ depth });

describe('inspect', () => {
  it('counts operators, subgraphs included, and parameters', async () => {
    expect(await inspect('control')).toMatchObject({
      format: 'onnx',
      version: 'IR 8',
      producer: { fixtures: '' },
      inputs: [{ name: 'X', dtype: 'float64', shape: ['n'] }],
      outputs: [{ name: 'Y', dtype: 'float64', shape: ['n'] }],
      details: {
        irVersion: 8,
        opsets: { 'ai.onnx': 17 },
        operators: { Add: 2, Greater: 1, Identity: 1, If: 1, Loop: 1, Neg: 1, ReduceSum: 1 },
        nodes: 8,
        parameters: 2,
        graph: 'g',
      },
    });
  });

  it('names operators of other domains in full, functions, and what a model says of itself', async () => {
    expect((await inspect('trees')).details).toMatchObject({ operators: { 'ai.onnx.ml.TreeEnsemble': 1 } });
    expect((await inspect('functions')).details).toMatchObject({ functions: ['my.domain.ScaleShift'] });
    expect((await inspect('everything')).details).toMatchObject({
      domain: 'org.example',
      modelVersion: 7,
      doc: 'about the model',
      metadata: { a: 'again', b: '2' },
    });
  });

  it('has the nodes as a tree, as deep as asked', async () => {
    const { tree } = await inspect('control');
    expect(tree).toMatchObject({ type: 'GraphProto', summary: '4 nodes' });
    expect(tree!.children![3]).toEqual({ label: 'node[3]', type: 'Loop', summary: 'three, , X -> Y' });
    expect((await inspect('control', 0)).tree).toMatchObject({ children: [], more: 4 });
  });

  it('leaves inputs that have defaults out', async () => {
    expect((await inspect('old')).inputs!.map(({ name }) => name)).toEqual(['X']);
  });

  it('gives the size of each tensor and where it lies', async () => {
    const { tensors } = await inspect('dtypes_raw');
    const by = new Map(tensors!.map((tensor) => [tensor.name, tensor]));
    expect(by.get('t_int4')).toMatchObject({ dtype: 'int4', shape: [5], bytes: 3 });
    expect(by.get('t_complex128')).toMatchObject({ dtype: 'complex128', shape: [5], bytes: 80 });
    expect(by.get('t_string')).toMatchObject({ dtype: 'str', shape: [2, 2], bytes: 12 });
    expect(by.get('t_string')).not.toHaveProperty('offset');
  });
});
