/** Models whose rows are prepared before the graph: written as ONNX they predict as before. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { file, run, temporaryFolder } from './io.js';

const model = (name: string): string => file(`packages/convert-sklearn/fixtures/sk1.9/${name}.joblib`);
const TIMEOUT = 60_000;

const TEXTS = ['the cat sat on the mat', 'LIVE dogs', '', 'café naïve'];
const RECORDS = [{ city: 'Oslo', age: 62, tags: ['Rome'] }, {}, { city: 'nowhere', score: -0.5 }];
const TABLE = { columns: ['text', 'length'], rows: TEXTS.map((text) => [text, text.length]) };

describe('a model with a stage before its graph, as ONNX', () => {
  it.each([
    ['pipe_tfidf', 'predict_proba', TEXTS],
    ['pipe_text_union', 'predict_proba', TEXTS],
    ['pipe_text_columns', 'predict', TABLE],
    ['hashing', 'transform', TEXTS],
    ['pipe_dict', 'predict', RECORDS],
    ['hasher', 'transform', RECORDS.slice(1)],
  ])('%s predicts what it did, from the same file of rows', { timeout: TIMEOUT }, async (name, method, rows) => {
    const folder = temporaryFolder();
    const [onnx, input] = [join(folder, 'model.onnx'), join(folder, 'rows.json')];
    writeFileSync(input, JSON.stringify(rows));
    const written = await run(['convert', '--verify', model(name), onnx]);
    expect([written.code, written.out]).toEqual([0, '']);
    expect(written.err).toMatch(/note: sklearn\.\w+ is no part of the graph/);
    expect(written.err).toContain('verified: ');
    const argv = ['--input', input, '--method', method, '--json'];
    const before = await run(['predict', model(name), ...argv]);
    expect(before.code).toBe(0);
    expect(await run(['predict', onnx, ...argv])).toEqual(before);
  });

  it('is verified on rows that are given', { timeout: TIMEOUT }, async () => {
    const folder = temporaryFolder();
    const input = join(folder, 'rows.json');
    writeFileSync(input, JSON.stringify(RECORDS));
    const argv = ['convert', '--verify', '--input', input, model('pipe_dict'), join(folder, 'model.onnx')];
    expect((await run(argv)).err).toContain('verified: 3 rows');
  });

  it('is not changed by --strict, which asks for losses', async () => {
    expect((await run(['convert', '--strict', model('tfidf'), join(temporaryFolder(), 'm.onnx')])).code).toBe(0);
  });

  it('is refused when what it says of the stage was changed to something else', async () => {
    const onnx = join(temporaryFolder(), 'model.onnx');
    await run(['convert', model('tfidf'), onnx]);
    const bytes = readFileSync(onnx);
    const at = bytes.indexOf('"word"');
    bytes.write('"wurd"', at);
    writeFileSync(onnx, bytes);
    const refused = await run(['predict', onnx, '--method', 'transform'], { stdin: '["a"]' });
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('BRINE-SKLEARN-STAGE');
  });
});
