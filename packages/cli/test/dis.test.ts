import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demo, file, run, temporaryFolder } from './io.js';

const written = (name: string, bytes: Uint8Array | string) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return path;
};

const LIST = '\x80\x04\x95\x07\0\0\0\0\0\0\0]\x94(K\x01K\x02e.';
const LINES = `\
    0: \\x80 PROTO      4
    2: \\x95 FRAME      7
   11: ]    EMPTY_LIST
   12: \\x94 MEMOIZE    (as 0)
   13: (    MARK
   14: K        BININT1    1
   16: K        BININT1    2
   18: e        APPENDS    (MARK at 13)
   19: .    STOP
highest protocol among opcodes = 4
`;

describe('dis', () => {
  it('prints opcodes as CPython does', async () => {
    expect(await run(['dis', written('x.pkl', LIST)])).toEqual({ code: 0, out: LINES, err: '' });
  });

  it('reads standard input, and what is compressed', async () => {
    expect((await run(['dis', '-'], { stdin: Buffer.from(LIST, 'latin1') })).out).toBe(LINES);
    expect((await run(['dis', written('x.pkl.gz', gzipSync(Buffer.from(LIST, 'latin1')))])).out).toBe(LINES);
  });

  it('names each of several files', async () => {
    const [a, b] = [written('a.pkl', LIST), written('b.pkl', 'N.')];
    const { out } = await run(['dis', a, b]);
    expect(out.startsWith(`==> ${a} <==\n${LINES}==> ${b} <==\n    0: N    NONE\n`)).toBe(true);
  });

  it('prints what comes before an error, of files that cannot be read', async () => {
    const path = written('x.pkl', '\x80\x04K\x01K\x02e.');
    const { code, out, err } = await run(['dis', path]);
    expect(code).toBe(2);
    expect(out.split('\n')).toHaveLength(5);
    expect(out).toContain('    6: e    APPENDS    no MARK exists on stack\n');
    expect(err).toContain(`error: ${path}: no MARK exists on stack\n  where: byte 6\n`);
    const piped = await run(['dis', '-', '--codec', 'pickle'], { stdin: readFileSync(path) });
    expect([piped.code, piped.out]).toEqual([code, out]);
  });

  it('prints the pickles of joblib files, and where their arrays lie', async () => {
    const { code, out } = await run(['dis', file('packages/codec-joblib/fixtures/jl1.6/small.p5.joblib')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {1,4}\d+: b +BUILD\n {1,4}\d+: \(\d+ bytes of data\)$/m);
    expect(out.match(/^highest protocol/gm)!.length).toBe(2);
  });

  it('--json', async () => {
    const path = written('x.pkl', LIST);
    const { out } = await run(['dis', '--json', path]);
    const document = JSON.parse(out) as { lines: unknown[] };
    expect(document).toMatchObject({ file: path, format: 'pickle' });
    expect(document.lines).toHaveLength(10);
    expect(document.lines[7]).toEqual({
      offset: 18,
      name: 'APPENDS',
      remark: '(MARK at 13)',
      line: '   18: e        APPENDS    (MARK at 13)',
    });
  });

  it('says of other files that they have none', async () => {
    const { code, err } = await run(['dis', file('packages/codec-safetensors/fixtures/model.safetensors')]);
    expect(code).toBe(2);
    expect(err).toContain('BRINE-CLI-DIS');
  });

  it('leaves the terminal alone', async () => {
    // Python's repr escapes what a terminal would obey.
    const { out } = await run(['dis', written('x.pkl', '\x80\x04\x8c\x07\x1b[31m\x07\x08.')]);
    expect(out).toContain("'\\x1b[31m\\x07\\x08'");
  });

  it('of a model of the demo', async () => {
    const { code, out } = await run(['dis', demo('iris-forest.joblib')]);
    expect(code).toBe(0);
    expect(out).toContain("SHORT_BINUNICODE 'sklearn");
  });
});
