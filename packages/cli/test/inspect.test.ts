import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demo, run, temporaryFolder } from './io.js';

interface Document {
  tensors: { name: string; dtype: string; shape: number[]; bytes: number; offset: number; sha256?: string }[];
  tree: { children?: { children?: unknown[] }[] };
  [key: string]: unknown;
}
const inspect = async (...argv: string[]) => JSON.parse((await run(['inspect', '--json', ...argv])).out) as Document;

describe('inspect --json', () => {
  it('tells what a file is, what wrote it, and what the model takes and gives', async () => {
    const file = demo('passengers.joblib');
    expect(await inspect(file)).toMatchObject({
      file,
      format: 'joblib',
      codec: 'joblib',
      confidence: 'certain',
      containers: ['zlib'],
      size: readFileSync(file).length,
      producer: { 'scikit-learn': '1.9.1' },
      root: 'sklearn.pipeline.Pipeline',
      inputs: [
        { name: 'age', dtype: 'float64', shape: [null, 1], columns: ['age'] },
        { name: 'fare', dtype: 'float64', shape: [null, 1], columns: ['fare'] },
        { name: 'class', dtype: 'str', shape: [null, 1], columns: ['class'] },
        { name: 'port', dtype: 'str', shape: [null, 1], columns: ['port'] },
      ],
      outputs: [
        { name: 'predict', dtype: 'str', shape: [null] },
        { name: 'predict_proba', dtype: 'float64', shape: [null, 2] },
        { name: 'predict_log_proba', dtype: 'float64', shape: [null, 2] },
        { name: 'decision_function', dtype: 'float64', shape: [null] },
      ],
    });
  });

  it('has offsets at which the bytes lie, and with --hash their sha256', async () => {
    const file = demo('diabetes-ridge.pkl');
    const bytes = readFileSync(file);
    const plain = await inspect(file);
    const { tensors } = await inspect('--hash', file);
    expect(tensors.map(({ name }) => name)).toEqual([
      '.steps[0][1].mean_',
      '.steps[0][1].var_',
      '.steps[0][1].scale_',
      '.steps[1][1].coef_',
    ]);
    expect(plain.tensors).toEqual(tensors.map(({ sha256: _, ...rest }) => rest));
    for (const { offset, bytes: length, sha256 } of tensors) {
      expect(sha256).toBe(
        createHash('sha256')
          .update(bytes.subarray(offset, offset + length))
          .digest('hex'),
      );
    }
  });

  it('shows the tree to a depth', async () => {
    const file = demo('diabetes-ridge.pkl');
    expect((await inspect('--depth', '0', file)).tree.children ?? []).toEqual([]);
    const one = await inspect('--depth', '1', file);
    expect(one.tree.children!.length).toBeGreaterThan(0);
    expect(one.tree.children!.flatMap(({ children = [] }) => children)).toEqual([]);
  });

  it('leaves out what does not apply', async () => {
    const file = join(temporaryFolder(), 'x.pkl');
    writeFileSync(file, new Uint8Array([0x80, 4, 0x4b, 1, 0x2e]));
    const document = await inspect(file);
    expect(document).toMatchObject({ format: 'pickle', root: expect.any(String) as string });
    for (const key of ['tensors', 'functions', 'globals', 'inputs', 'outputs', 'notes'])
      expect(key in document, key).toBe(false);
  });

  it('takes standard input', async () => {
    const { code, out } = await run(['inspect', '--json', '-'], { stdin: readFileSync(demo('diabetes-ridge.pkl')) });
    expect([code, (JSON.parse(out) as Document).file]).toEqual([0, '-']);
  });

  it('by a codec that is told to', async () => {
    expect((await inspect('--codec', 'pickle', demo('diabetes-ridge.pkl'))).codec).toBe('pickle');
    expect((await run(['inspect', '--codec', 'safetensors', demo('diabetes-ridge.pkl')])).code).toBe(2);
  });
});

describe('inspect for people', () => {
  it('is aligned, and plain without a terminal', async () => {
    const { out } = await run(['inspect', demo('diabetes-ridge.pkl')]);
    expect(out.replace(demo(''), '')).toMatchInlineSnapshot(`
      "diabetes-ridge.pkl
        format      pickle (certain)
        version     5
        written by  scikit-learn 1.9.1
        root        sklearn.pipeline.Pipeline
        to load     safe
        size        1.09 KB

        model
          takes  X        float64 [?, 10]
          gives  predict  float64 [?]

        tree
          sklearn.pipeline.Pipeline
          ├─ .steps list 2 items
          │  ├─ [0] tuple 2 items
          │  │  ├─ [0] str "standardscaler"
          │  │  └─ [1] sklearn.preprocessing._data.StandardScaler
          │  │     └─ … 9 more
          │  └─ [1] tuple 2 items
          │     ├─ [0] str "ridge"
          │     └─ [1] sklearn.linear_model._ridge.Ridge
          │        └─ … 14 more
          ├─ .transform_input None
          ├─ .memory None
          ├─ .verbose bool False
          └─ ._sklearn_version str "1.9.1"

        tensors (4, 320 bytes)
          .steps[0][1].mean_   float64  [10]  80 bytes  at 363
          .steps[0][1].var_    float64  [10]  80 bytes  at 477
          .steps[0][1].scale_  float64  [10]  80 bytes  at 591
          .steps[1][1].coef_   float64  [10]  80 bytes  at 908

        globals (6)
          sklearn.pipeline.Pipeline
          sklearn.preprocessing._data.StandardScaler
          numpy._core.multiarray.scalar
          numpy.dtype
          numpy._core.numeric._frombuffer
          sklearn.linear_model._ridge.Ridge
      "
    `);
  });

  it('names what else a file might be, but not what its format is a special case of', async () => {
    expect((await run(['inspect', demo('passengers.joblib')])).out).not.toContain('might be');
  });

  it('is coloured on a terminal', async () => {
    const { out } = await run(['inspect', demo('diabetes-ridge.pkl')], { color: true });
    expect(out).toContain('\u001b[1mmodel\u001b[22m');
  });

  it('tells several files apart by an empty line', async () => {
    const { out } = await run(['inspect', '--depth', '0', demo('diabetes-ridge.pkl'), demo('passengers.joblib')]);
    expect(out.split('\n\n').filter((part) => part.startsWith('/'))).toHaveLength(2);
  });
});
