import { type DenseTensor, type InputPort, isCodecError } from '@brine/core';
import { createHost } from '@brine/core/host';
import { npy, npz } from '@brine/codec-numpy';
import { describe, expect, it } from 'vitest';
import { bytesOf, fixture, json } from '../../test/io.js';
import { readRows } from './input.js';

interface Expected {
  npy: Record<string, { shape: number[]; dtype: string; data: unknown[] }>;
  csv: { columns: string[]; rows: unknown[][] };
  missing: string[];
}
const expected = json(fixture('expected.json')) as Expected;

const numbers: InputPort[] = [{ name: 'X', dtype: 'float64', shape: [null, 2] }];
const mixed: InputPort[] = [
  { name: 'n', dtype: 'float64', shape: [null, 1], columns: ['n'] },
  { name: 'word', dtype: 'str', shape: [null, 1], columns: ['word'] },
];
const encode = (text: string) => new TextEncoder().encode(text);
const host = createHost([npy, npz]);
const rowsOf = (bytes: Uint8Array, name: string, inputs: readonly InputPort[] = numbers) =>
  readRows(bytes, name, inputs, host);
const read = (text: string, name = '-', inputs = numbers) => rowsOf(encode(text), name, inputs);

async function failure(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isCodecError(error)) throw new Error(`no CodecError: ${String(error)}`);
  return { fault: error.fault, message: error.message, ...error.at };
}

/** What the runtime makes of a cell of a numeric column, as the fixture writes it. */
const asNumber = (cell: unknown) => {
  const value = Number(cell);
  return Number.isFinite(value) ? value : String(value);
};

describe('CSV', () => {
  it('gives the cells that pandas.read_csv gives', async () => {
    const rows = (await rowsOf(bytesOf(fixture('cells.csv')), 'cells.csv', mixed)) as {
      columns: string[];
      rows: unknown[][];
    };
    expect(rows.columns).toEqual(expected.csv.columns);
    expect(rows.rows.map(([n, word]) => [asNumber(n), Number.isNaN(word) ? 'NaN' : word])).toEqual(expected.csv.rows);
  });

  it('takes for missing what pandas does', async () => {
    const lines = expected.missing.map((text) => `1,"${text}"\n`).join('');
    const { rows } = (await read(`n,word\n${lines}`, 'x.csv', mixed)) as never as { rows: unknown[][] };
    expect(rows.filter(([, word]) => !Number.isNaN(word))).toEqual([]);
  });

  it('has no header when the first line is all numbers', async () => {
    expect(await read('1,2\n3,\n')).toEqual([
      ['1', '2'],
      ['3', NaN],
    ]);
    expect(await read('a,b\n3,4\n')).toEqual({ columns: ['a', 'b'], rows: [['3', '4']] });
  });

  it('passes over a byte order mark and empty lines, and ends lines as Windows does', async () => {
    expect(await read('\ufeffa,b\r\n\r\n3,4\r\n')).toEqual({ columns: ['a', 'b'], rows: [['3', '4']] });
  });

  it('is separated by tabs in a .tsv file', async () => {
    expect(await read('a\tb\n3\t4\n', 'x.tsv')).toEqual({ columns: ['a', 'b'], rows: [['3', '4']] });
  });

  it('refuses an open quote, ragged rows, no rows, other encodings', async () => {
    expect(await failure(read('a,b\n"3,4\n'))).toMatchObject({ fault: 'malformed' });
    expect(await failure(read('a,b\n1,2\n1,2,3\n'))).toEqual({
      fault: 'malformed',
      message: 'row 1 has 3 cells, but the header has 2',
    });
    expect(await failure(read(''))).toEqual({ fault: 'malformed', message: 'there are no rows' });
    expect(await failure(read('a,b\n'))).toEqual({
      fault: 'malformed',
      message: 'there is a header, but there are no rows',
    });
    expect(await failure(rowsOf(new Uint8Array([0x61, 0xff]), 'x.csv', numbers))).toEqual({
      fault: 'malformed',
      message: 'the rows are not UTF-8 text',
    });
  });
});

describe('JSON', () => {
  it('is whatever the library takes', async () => {
    for (const rows of [[[1, null]], [{ a: 'x' }], ['text'], { columns: ['a'], rows: [[1]] }, { inputs: { a: [1] } }]) {
      expect(await read(JSON.stringify(rows), 'rows.json')).toEqual(rows);
    }
  });

  it('is told from CSV by its first bytes', async () => {
    expect(await read(' [[1, 2]]')).toEqual([[1, 2]]);
  });

  it('is a row a line in a .jsonl file, or when it is so on standard input', async () => {
    for (const name of ['rows.jsonl', '-'])
      expect(await read('{"a": 1}\n\n{"a": 2}\n', name)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('refuses what is none, and says in which line', async () => {
    expect(await failure(read('[1,', 'x.json'))).toMatchObject({ fault: 'malformed' });
    expect((await failure(read('[1]\n[2\n', 'x.jsonl'))).message).toContain('line 2 is not JSON');
  });
});

describe('NPY', () => {
  it.each(Object.entries(expected.npy))('%s.npy', async (name, array) => {
    const tensor = (await rowsOf(bytesOf(fixture(`${name}.npy`)), `${name}.npy`, numbers)) as DenseTensor;
    expect(tensor.shape).toEqual(array.shape);
    const plain = (x: unknown) =>
      typeof x === 'bigint'
        ? Number.isSafeInteger(Number(x))
          ? Number(x)
          : String(x)
        : typeof x === 'number' && !Number.isFinite(x)
          ? String(x)
          : x;
    expect(Array.from(tensor.data as ArrayLike<unknown>, plain)).toEqual(array.data);
  });

  it('refuses objects, and files that are cut off', async () => {
    const whole = bytesOf(fixture('float64.npy'));
    expect(await failure(rowsOf(bytesOf(fixture('object.npy')), 'x', numbers))).toMatchObject({
      fault: 'unsupported',
    });
    expect(await failure(rowsOf(whole.subarray(0, 170), 'x', numbers))).toEqual({
      fault: 'malformed',
      message: 'The data should have 48 bytes, but 42 are there.',
      offset: 128,
    });
    for (let length = 6; length < whole.length; length++) {
      expect(['malformed', 'unsupported']).toContain(
        (await failure(rowsOf(whole.subarray(0, length), 'x', numbers))).fault,
      );
    }
  });
});

describe('Parquet', () => {
  it('gives columns and rows, the index of pandas aside', async () => {
    expect(await rowsOf(bytesOf(fixture('people.parquet')), '-', mixed)).toEqual({
      columns: ['age', 'city', 'visits', 'member'],
      rows: [
        [41.5, 'Oslo', 3n, true],
        [null, 'Bergen', 9007199254740993n, false],
        [7, null, -1n, true],
      ],
    });
  });

  it('refuses what is cut off', async () => {
    const whole = bytesOf(fixture('people.parquet'));
    expect(await failure(rowsOf(whole.subarray(0, 900), 'x.parquet', mixed))).toMatchObject({ fault: 'malformed' });
  });
});

describe('NPZ', () => {
  it('gives the one array, or one for each input by name', async () => {
    expect(await rowsOf(bytesOf(fixture('one.npz')), '-')).toMatchObject({ dtype: 'float64', shape: [2, 2] });
    const two: InputPort[] = ['a', 'b'].map((name) => ({ name, dtype: 'float64', shape: [null, 2] }));
    expect(await rowsOf(bytesOf(fixture('two.npz')), '-', two)).toMatchObject({
      inputs: { a: { shape: [2, 2] }, b: { shape: [2, 2], data: Float64Array.of(5, 6, 7, 8) } },
    });
  });

  it('refuses arrays that are not those of the model, and archives that are broken', async () => {
    expect(await failure(rowsOf(bytesOf(fixture('two.npz')), '-'))).toMatchObject({
      fault: 'unsupported',
      message: 'it has 2 arrays (a, b), and not one for each input of the model',
    });
    expect(await failure(rowsOf(encode('PK\x03\x04'), 'x.npz'))).toMatchObject({ fault: 'malformed' });
  });

  it('says what to install without the codec', async () => {
    const none = readRows(bytesOf(fixture('one.npz')), '-', numbers, createHost([]));
    expect(await failure(none)).toMatchObject({
      fault: 'unsupported',
      message: 'rows in a .npz file need the numpy codec',
    });
  });
});

it('refuses what a name promises and the bytes do not keep', async () => {
  expect(await failure(read('a,b\n', 'x.npy'))).toEqual({ fault: 'malformed', message: 'this is no NPY file' });
});
