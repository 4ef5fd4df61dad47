import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demo, run, temporaryFolder } from './io.js';

const pickle = (...codes: (number | string)[]) => {
  const path = join(temporaryFolder(), 'x.pkl');
  writeFileSync(
    path,
    Buffer.concat(codes.map((code) => (typeof code === 'number' ? Buffer.from([code]) : Buffer.from(code, 'latin1')))),
  );
  return path;
};
const dump = async (...argv: string[]) => {
  const { code, out, err } = await run(['dump', ...argv]);
  expect([code, err]).toEqual([0, '']);
  return out;
};
const dumpJson = async (...argv: string[]) => JSON.parse(await dump('--json', ...argv)) as Record<string, unknown>;

describe('dump --json', () => {
  it('keeps Python types apart', async () => {
    // (1, 1.0, True, "1", b"1")
    const file = pickle(0x80, 3, '(K\x01G\x3f\xf0\0\0\0\0\0\0\x88X\x01\0\0\x001C\x011t.');
    expect(await dumpJson(file)).toEqual({
      file,
      format: 'pickle',
      value: {
        $: 'tuple',
        id: 0,
        v: [
          { $: 'int', v: '1' },
          { $: 'float', v: 1, hex: '0x1.0000000000000p+0' },
          true,
          '1',
          { $: 'bytes', hex: '31' },
        ],
      },
    });
  });

  it('gives all pickles of a file', async () => {
    const file = pickle(0x80, 2, 'K\x01.', 0x80, 2, 'K\x02.');
    expect(await dumpJson(file)).toEqual({
      file,
      format: 'pickle',
      values: [
        { $: 'int', v: '1' },
        { $: 'int', v: '2' },
      ],
    });
  });

  it('collapses long data, unless --full', async () => {
    const file = pickle(0x80, 3, 'X\xd0\x07\0\0', 'x'.repeat(2000), '.');
    expect((await dumpJson(file)).value).toBe('x'.repeat(2000));
    const longer = pickle(0x80, 3, 'X\xd1\x07\0\0', 'x'.repeat(2001), '.');
    expect((await dumpJson(longer)).value).toMatchObject({ $: 'str', len: 2001 });
    expect((await dumpJson('--full', longer)).value).toBe('x'.repeat(2001));
  });

  it('takes the encoding of Python 2', async () => {
    const file = pickle(0x80, 2, 'U\x01\xe9.');
    expect((await run(['dump', file])).code).toBe(2);
    expect((await dumpJson('--encoding', 'latin1', file)).value).toBe('é');
    expect((await dumpJson('--encoding', 'bytes', file)).value).toEqual({ $: 'bytes', hex: 'e9' });
  });

  it('takes buffers and extension codes', async () => {
    const buffer = join(temporaryFolder(), 'b.bin');
    writeFileSync(buffer, 'abc');
    expect((await dumpJson(pickle(0x80, 5, 0x97, '.'), '--buffers', buffer)).value).toMatchObject({
      $: 'bytes',
      hex: '616263',
    });
    expect((await dumpJson('--extension', '240=decimal.Decimal', pickle(0x80, 2, 0x82, 0xf0, '.'))).value).toEqual({
      $: 'global',
      v: 'decimal.Decimal',
    });
  });

  it('gives values of any depth within the limit', async () => {
    const depth = 9000;
    const out = await dump('--json', pickle(0x80, 2, ']'.repeat(depth), 'a'.repeat(depth - 1), '.'));
    expect(out.match(/"\$":"list"/g)).toHaveLength(depth);
  });

  it('gives a graph in the terms of ONNX', async () => {
    const file = join(temporaryFolder(), 'ridge.onnx');
    await run(['convert', demo('diabetes-ridge.pkl'), file]);
    expect(await dumpJson(file)).toMatchObject({
      file,
      format: 'onnx',
      summary: {
        ir_version: 8,
        producer: ['brine', expect.any(String) as string],
        opsets: [['', 17]],
        functions: [],
        graph: {
          inputs: [{ name: 'X', elem: 'DOUBLE', shape: [null, 10] }],
          outputs: [{ name: 'predict', elem: 'DOUBLE', shape: [null] }],
          sparse_initializers: [],
          nodes: expect.arrayContaining([expect.objectContaining({ op: 'Gemm', domain: '' })]) as unknown[],
        },
      },
    });
  });

  it('gives tensors by name, with hash and elements', async () => {
    const file = join(temporaryFolder(), 'ridge.safetensors');
    await run(['convert', demo('diabetes-ridge.pkl'), file]);
    const { tensors } = (await dumpJson(file)) as {
      tensors: Record<string, { dtype: string; shape: number[]; flat: number[] }>;
    };
    expect(Object.keys(tensors)).toEqual([
      '.steps[0][1].mean_',
      '.steps[0][1].scale_',
      '.steps[0][1].var_',
      '.steps[1][1].coef_',
    ]);
    expect(tensors['.steps[1][1].coef_']).toMatchObject({
      dtype: 'float64',
      shape: [10],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(tensors['.steps[1][1].coef_']!.flat).toHaveLength(10);
  });
});

describe('dump --plain', () => {
  // {"a": (1, nan), "b": b"x"}
  const file = () => pickle(0x80, 3, '}(X\x01\0\0\0aK\x01G\x7f\xf8\0\0\0\0\0\0\x86X\x01\0\0\0bC\x01xu.');

  it('prints the value alone', async () => {
    expect(JSON.parse(await dump('--plain', file()))).toEqual({ a: [1, 'NaN'], b: '78' });
    const path = file();
    expect(await dumpJson('--plain', path)).toEqual({
      file: path,
      format: 'pickle',
      value: { a: [1, 'NaN'], b: '78' },
    });
  });

  it('prints a line for each pickle', async () => {
    expect(await dump('--plain', pickle(0x80, 2, 'K\x01.', 0x80, 2, 'K\x02.'))).toBe('1\n2\n');
  });

  it('refuses a value that holds itself', async () => {
    const { code, err } = await run(['dump', '--plain', pickle(0x80, 2, ']q\0h\0a.')]);
    expect([code, err.includes('the value holds itself')]).toEqual([2, true]);
  });

  it('gives tensors as lists by name', async () => {
    const path = join(temporaryFolder(), 'ridge.safetensors');
    await run(['convert', demo('diabetes-ridge.pkl'), path]);
    const tensors = JSON.parse(await dump('--plain', path)) as Record<string, number[]>;
    expect(tensors['.steps[1][1].coef_']).toHaveLength(10);
  });
});

describe('dump to read', () => {
  it('looks like Python', async () => {
    expect(await dump(pickle(0x80, 3, '}(X\x01\0\0\0aK\x01\x88\x86X\x01\0\0\0bC\x01xu.'))).toBe(
      "{'a': (1, True), 'b': b'x'}\n",
    );
  });

  it('tells several files apart', async () => {
    const files = [pickle(0x80, 2, 'K\x01.'), pickle(0x80, 2, 'K\x02.')];
    expect(await dump(...files)).toBe(`# ${files[0]}\n1\n# ${files[1]}\n2\n`);
  });

  it('shows a graph node by node', async () => {
    const path = join(temporaryFolder(), 'ridge.onnx');
    await run(['convert', demo('diabetes-ridge.pkl'), path]);
    const lines = (await dump(path)).trimEnd().split('\n');
    expect([lines[0], lines[1], lines.at(-1)]).toEqual([
      'graph sklearn (ai.onnx 17)',
      '  input X: float64 [?, 10]',
      '  output predict: float64 [?]',
    ]);
    expect(lines.find((line) => line.includes('Sub'))).toBe('  sub = Sub(X, constant)');
  });

  it('shows tensors as arrays', async () => {
    const path = join(temporaryFolder(), 'ridge.safetensors');
    await run(['convert', demo('diabetes-ridge.pkl'), path]);
    expect(await dump(path)).toMatch(/^\{\s*'\.steps\[0\]\[1\]\.mean_': array\(/);
  });
});
