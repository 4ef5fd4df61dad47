import { createHash } from 'node:crypto';
import { DEFAULT_LIMITS, fromBytes, isCodecError, isKind, pyBytes, type Limits } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { stream } from '../../test/assemble.js';
import { fixture, json } from '../../test/fixtures.js';
import type { Dialect } from '../build/dialect.js';
import { pickle } from '../index.js';
import { listing } from './listing.js';

/** What CPython's disassembler prints: see tools/fixtures/codec-pickle-dis.py. */
interface Oracle {
  readonly fixtures: Readonly<Record<string, readonly [hash: string, error: string | null]>>;
  readonly streams: readonly { readonly stream: string; readonly lines: string; readonly error?: string }[];
}

const oracle = json<Oracle>('dis.json');

function disassemble(bytes: Uint8Array, dialects: Dialect[] = [], limits: Partial<Limits> = {}) {
  let lines = '';
  try {
    for (const { line } of listing(bytes, { codec: 'pickle', limits: { ...DEFAULT_LIMITS, ...limits }, dialects }))
      lines += `${line}\n`;
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { lines, error: error.message, code: error.code, offset: error.at.offset };
  }
  return { lines };
}

test.each(Object.entries(oracle.fixtures))('%s, byte for byte', (name, [hash, wrong]) => {
  const { lines, error } = disassemble(fixture(name));
  expect(error).toBe(wrong ?? undefined);
  expect(createHash('sha256').update(lines).digest('hex')).toBe(hash);
});

/** What Python's codecs say of damaged text is not repeated word by word. */
const OWN_WORDS = /codec can't decode|escape at position/;

test.each(
  oracle.streams.map((one) => [JSON.stringify(Buffer.from(one.stream, 'hex').toString('latin1')), one] as const),
)('the stream %s', (_, { stream: hex, lines, error }) => {
  const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
  const found = disassemble(bytes);
  // Ours goes on with the pickles that follow.
  if (error === undefined && /^N\.N\.|^N\.\x80/.test(Buffer.from(bytes).toString('latin1'))) {
    expect(found.lines.startsWith(lines)).toBe(true);
    return;
  }
  expect(found.lines).toBe(lines);
  if (error !== undefined && OWN_WORDS.test(error) && !error.startsWith("'ascii'")) expect(found.error).toBeDefined();
  else expect(found.error).toBe(error);
});

describe('a file', () => {
  test('with several pickles is printed as a whole', () => {
    expect(disassemble(stream('N.', 0x80, 4, 'N.', 0, 0)).lines).toBe(
      '    0: N    NONE\n    1: .    STOP\nhighest protocol among opcodes = 0\n' +
        '    2: \\x80 PROTO      4\n    4: N    NONE\n    5: .    STOP\nhighest protocol among opcodes = 2\n',
    );
  });

  test('that goes on with a damaged pickle says so', () => {
    expect(disassemble(stream('N.', 0x80, 4, 'NN'))).toMatchObject({
      error: 'pickle exhausted before seeing STOP',
      code: 'BRINE-PICKLE-DIS',
      offset: 6,
    });
  });

  test('with marks in marks is bounded', () => {
    expect(disassemble(stream('('.repeat(50)), [], { depth: 20 })).toMatchObject({
      code: 'BRINE-LIMIT-DEPTH',
      offset: 20,
    });
  });

  test('with data of a dialect behind BUILD shows where it lies, and the pickle in it', () => {
    const dialect: Dialect = {
      onBuild(object, raw) {
        if (!isKind(object.state, 'dict')) return undefined;
        const length = raw.take(1)[0]!;
        raw.leave(length);
        raw.pickle();
        return pyBytes(raw.take(2));
      },
    };
    const bytes = stream('cm\nC\n)', 0x81, '}b', 3, 'abc', 'K\x01.', 'xy', 'K\x020.');
    expect(disassemble(bytes, [dialect]).lines.split('\n').slice(3)).toEqual([
      '    7: }    EMPTY_DICT',
      '    8: b    BUILD',
      '    9: (4 bytes of data)',
      '   13: K    BININT1    1',
      '   15: .    STOP',
      'highest protocol among opcodes = 1',
      '   16: (2 bytes of data)',
      '   18: K    BININT1    2',
      '   20: 0    POP',
      '   21: .    STOP',
      'highest protocol among opcodes = 2',
      '',
    ]);
  });

  test('that cannot be read is opened for its opcodes', async () => {
    const source = fromBytes(stream(0x80, 4, 'K\x01K\x02e.'), 'bad.pkl');
    const opened = await createHost([pickle]).open(source, { pickle: { defer: true } });
    const lines: string[] = [];
    const all = async () => {
      for await (const { line } of opened.document.disassemble!()) lines.push(line);
    };
    await expect(all()).rejects.toMatchObject({ message: 'no MARK exists on stack', at: { offset: 6 } });
    expect(lines).toHaveLength(4);
    await expect(opened.view('value')).rejects.toMatchObject({ code: 'BRINE-PICKLE-STACK' });
  });
});
