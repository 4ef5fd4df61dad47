import { fromBytes, type Note, type PyDict, type Tensor, type TreeNode } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { little, stream, text } from '../../test/assemble.js';
import { fixture, json, type Expected } from '../../test/fixtures.js';
import { pickle } from '../index.js';

const host = createHost([pickle]);

async function open(bytes: Uint8Array, notes: Note[] = []) {
  const codec = await pickle.load();
  return codec.open(fromBytes(bytes), { ...host.context(), note: (note) => void notes.push(note) }, {});
}

function find(tree: TreeNode | undefined, ...labels: string[]): TreeNode | undefined {
  return labels.reduce((node, label) => node?.children?.find((child) => child.label === label), tree);
}

describe('inspect', () => {
  test('a model: class, globals, version of what wrote it, arrays with their places', async () => {
    const bytes = fixture('sklearn.p5.pkl');
    const file = await open(bytes);
    const found = await file.inspect();
    expect(found).toMatchObject({ format: 'pickle', version: '5', root: 'dict' });
    expect(found.producer).toEqual({ 'scikit-learn': expect.stringMatching(/^\d+\.\d+/) as string });
    expect(found.globals).toEqual(json<Expected>('sklearn.p5.pkl.expected.json').globals);
    const coef = found.tensors!.find(({ name }) => name === '["pipeline"].steps[1][1].coef_')!;
    expect(coef).toMatchObject({ dtype: 'float64', shape: [1, 3], bytes: 24 });
    const view = new DataView(bytes.buffer, coef.offset, 24);
    const [first] = json<Expected>('sklearn.p5.pkl.expected.json').coef!;
    expect(view.getFloat64(0, true)).toBeCloseTo(hexToNumber(first!), 12);
    expect(find(found.tree, '["tree"]', '.max_depth')).toMatchObject({ type: 'int', summary: '3' });
    expect(find(found.tree, '["pipeline"]')).toMatchObject({ type: 'sklearn.pipeline.Pipeline' });
  });

  test('the protocol of a stream without PROTO is that of its newest opcode', async () => {
    for (const [name, version] of [
      ['standard.p0.pkl', '0'],
      ['standard.p1.pkl', '1'],
      ['standard.p3.pkl', '3'],
    ] as const) {
      expect((await (await open(fixture(name))).inspect()).version).toBe(version);
    }
  });

  test('depth, and what is left out', async () => {
    const file = await open(fixture('standard.p4.pkl'));
    const shallow = (await file.inspect({ depth: 1 })).tree;
    expect(find(shallow, '["shared"]')).toMatchObject({ type: 'list', summary: '3 items', more: 3 });
    const none = (await file.inspect({ depth: 0 })).tree!;
    expect(none.children).toBeUndefined();
    expect(none.more).toBe(19);
    const deep = (await file.inspect({ depth: 100 })).tree;
    expect(find(deep, '["packed"]', '["ints"]')).toMatchObject({ summary: '1102 items', more: 902 });
    expect(find(deep, '["cycle"]', '["self"]')).toEqual({ label: '["self"]', type: 'dict', summary: '2 entries' });
    expect(find(deep, '["object"]', '.b', '[0]')).toMatchObject({ type: 'int', summary: '2' });
  });

  test('several pickles, and what follows them', async () => {
    const file = await open(stream(fixture('several.p4.pkl'), 0, 0));
    const found = await file.inspect();
    expect(found.details).toEqual({ pickles: 4 });
    expect(found.notes).toEqual([expect.objectContaining({ code: 'BRINE-PICKLE-TRAILING' })]);
    expect(await file.values!()).toHaveLength(4);
    expect(await file.value!()).toBe((await file.values!())[0]);
  });

  test('an int of a million bits is a short text', async () => {
    const { tree } = await (
      await open(stream(0x80, 2, 0x8b, little(125_000, 4), new Uint8Array(125_000).fill(1), '.'))
    ).inspect();
    expect(tree!.summary!.length).toBeLessThan(100);
  });
});

describe('tensors', () => {
  const byName = async (name: string) => {
    const tensors = await (await open(fixture(name))).tensors!();
    return new Map(tensors.map((tensor) => [tensor.name, tensor]));
  };

  test.each(['numpy.p2.pkl', 'numpy.p4.pkl', 'numpy.p5.pkl'])('of %s, in C order', async (name) => {
    const tensors = await byName(name);
    const read = async (key: string, ...box: Parameters<Tensor['read']>) => (await tensors.get(key)!.read(...box)).data;
    expect(await read('["f8"]')).toEqual(new Float64Array([0, 1, 2, 3, 4]));
    expect(await read('["i8"]')).toEqual(new BigInt64Array([0n, 1n, 2n, 3n, 4n]));
    expect(await read('["fortran"]')).toEqual(new Float64Array([0, 1, 2, 3, 4, 5]));
    expect(
      await read('["fortran"]', [
        [0, 2],
        [1, 2],
      ]),
    ).toEqual(new Float64Array([1, 4]));
    expect(await read('["big f8"]')).toEqual(new Float64Array([1.5, 2.5]));
    expect(await read('["text"]')).toEqual(['ab', '\u00e9\u{1f600}', '']);
    expect(await read('["text"]', [[1, 2]])).toEqual(['\u00e9\u{1f600}']);
    expect(await read('["c16"]', [[1, 2]])).toEqual(new Float64Array([1, 0]));
    expect(await read('["dates"]')).toEqual(new BigInt64Array([18262n, -(2n ** 63n)]));
    expect(
      await read('["transposed"]', [
        [2, 3],
        [1, 2],
        [0, 2],
      ]),
    ).toEqual(new Float64Array([20, 21]));
    expect(tensors.get('["dates"]')).toMatchObject({ dtype: 'int64', storedType: '<M8[D]' });
    expect(tensors.get('["shared"][0]')).toBeDefined();
    expect(tensors.get('["shared"][1]')).toBeUndefined();
  });

  test('Fortran order is in the strides, the byte order is told', async () => {
    const tensors = await byName('numpy.p5.pkl');
    expect(tensors.get('["fortran"]')).toMatchObject({ shape: [2, 3], strides: [1, 2], byteLength: 48 });
    expect(tensors.get('["big f8"]')).toMatchObject({ bigEndian: true });
    expect(tensors.get('["f8"]')).not.toHaveProperty('strides');
  });

  test('what no tensor holds is left out, with a note of the loss', async () => {
    const notes: Note[] = [];
    const tensors = await (await open(fixture('numpy.p5.pkl'), notes)).tensors!();
    expect(tensors.some(({ name }) => name === '["records"]' || name === '["objects"]' || name === '["bytes"]')).toBe(
      false,
    );
    expect(notes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['["records"]', '["objects"]', '["bytes"]']) as string[],
    );
    expect(notes.every(({ loss, code }) => loss === true && code === 'BRINE-PICKLE-DTYPE')).toBe(true);
  });
});

describe('paths', () => {
  test('are as Python would write them, or name what Python has no syntax for', async () => {
    const array = stream(
      'cnumpy.core.numeric\n_frombuffer\n(C\x01acnumpy\ndtype\n',
      text('u1'),
      0x85,
      'RK\x01',
      0x85,
      text('C'),
      'tR',
    );
    const object = stream(
      'cm\nC\n(',
      array,
      'tR(',
      text('plain'),
      array,
      text('a b'),
      array,
      'db(',
      text('k'),
      array,
      'u',
      array,
      'a',
    );
    const slots = stream('cm\nC\n)R', 'N(', text('slot'), array, 'd', 0x86, 'b');
    const odd = stream('cm\nC\n)R](', array, 'eb');
    const keys = stream('}(K\x01', array, 'G\x3f\xf8\0\0\0\0\0\0', array, 'N', array, 0x88, array, 'u');
    const bytes = stream(0x80, 4, '(', object, slots, odd, keys, 't.');
    const { tensors } = await (await open(bytes)).inspect();
    expect(tensors!.map(({ name }) => name)).toEqual([
      '[0].args[0]',
      '[0].plain',
      '[0].__dict__["a b"]',
      '[0][0]',
      '[0]["k"]',
      '[1].slot',
      '[2].state[0]',
      '[3][1]',
      '[3][1.5]',
      '[3][None]',
    ]);
    expect(((await (await open(bytes)).value!()) as unknown as { items: PyDict[] }).items[3]!.entries[1]).toBeDefined();
  });
});

function hexToNumber(hex: string): number {
  const [, sign, whole, fraction, power] = /^(-?)0x(\d)\.([0-9a-f]+)p([+-]\d+)$/.exec(hex)!;
  const size = (Number(whole) + parseInt(fraction!, 16) / 16 ** fraction!.length) * 2 ** Number(power);
  return sign === '-' ? -size : size;
}
