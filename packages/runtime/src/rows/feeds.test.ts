import { type DenseTensor, type InputPort, isCodecError, MISSING_TEXT, NAN_TEXT } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { feedsOf } from './feeds.js';
import type { Rows } from './types.js';

const matrix = (width: number | null, columns?: readonly string[]): InputPort[] => [
  { name: 'X', dtype: 'float64', shape: [null, width], ...(columns ? { columns } : {}) },
];
const table: InputPort[] = [
  { name: 'age', dtype: 'float64', shape: [null, 1], columns: ['age'] },
  { name: 'city', dtype: 'str', shape: [null, 1], columns: ['city'] },
  { name: 'visits', dtype: 'int64', shape: [null, 1], columns: ['visits'] },
];

const feed = (inputs: InputPort[], rows: unknown) => feedsOf(inputs, rows as Rows);
const plain = (tensor: DenseTensor | undefined) => ({ ...tensor, data: [...(tensor?.data ?? [])] });

function failure(inputs: InputPort[], rows: unknown) {
  try {
    feed(inputs, rows);
  } catch (error) {
    if (!isCodecError(error)) throw error;
    return { fault: error.fault, message: error.message, path: error.at.path, hint: error.hint };
  }
  throw new Error('no error');
}

describe('a matrix', () => {
  it('takes lists of numbers, integers, booleans, numbers as text, missing values', () => {
    const rows = [
      [1.5, 2n, true, '3e2'],
      [null, undefined, 'NaN', '-Infinity'],
    ];
    const { X } = feed(matrix(4), rows);
    expect(X!.dtype).toBe('float64');
    expect(X!.shape).toEqual([2, 4]);
    expect([...X!.data]).toEqual([1.5, 2, 1, 300, NaN, NaN, NaN, -Infinity]);
  });

  it('takes typed arrays as rows', () => {
    const { X } = feed(matrix(2), [new Float32Array([0.5, 2]), new Float64Array([3, 4])]);
    expect([...X!.data]).toEqual([0.5, 2, 3, 4]);
  });

  it('takes all rows in one typed array without a copy', () => {
    const data = new Float64Array([1, 2, 3, 4, 5, 6]);
    const { X } = feed(matrix(3), data);
    expect(X!.data).toBe(data);
    expect(X!.shape).toEqual([2, 3]);
    expect(feed(matrix(3), { data, shape: [2, 3] }).X!.data).toBe(data);
  });

  it('takes a tensor of another dtype', () => {
    expect(plain(feed(matrix(2), new Float32Array([0.5, 1])).X)).toMatchObject({ dtype: 'float64', data: [0.5, 1] });
    expect([...feed(matrix(2), new BigInt64Array([1n, -2n])).X!.data]).toEqual([1, -2]);
    expect([...feed(matrix(2), { dtype: 'bool', shape: [1, 2], data: new Uint8Array([1, 0]) }).X!.data]).toEqual([
      1, 0,
    ]);
    const half = { dtype: 'float16', shape: [1, 2], data: new Uint16Array([0x3c00, 0xc000]) };
    expect([...feed(matrix(2), half).X!.data]).toEqual([1, -2]);
  });

  it('takes the width of the rows when it knows none', () => {
    expect(feed(matrix(null), [[1, 2, 3]]).X!.shape).toEqual([1, 3]);
  });

  it('takes records and named lists by column, in its own order, extra columns aside', () => {
    const inputs = matrix(2, ['a', 'b']);
    expect([...feed(inputs, [{ b: 2, z: 'no', a: 1 }]).X!.data]).toEqual([1, 2]);
    expect([...feed(inputs, { columns: ['b', 'z', 'a'], rows: [[2, 'no', 1]] }).X!.data]).toEqual([1, 2]);
  });

  it('takes named lists in their order when it knows no names', () => {
    expect([...feed(matrix(2), { columns: ['p', 'q'], rows: [[1, 2]] }).X!.data]).toEqual([1, 2]);
  });

  it('refuses a wrong width, and says of which row', () => {
    const rows = [...new Array<number[]>(7).fill([1, 2, 3, 4]), [1, 2, 3]];
    expect(failure(matrix(4), rows)).toEqual({
      fault: 'option',
      message: 'the model takes 4 columns, but row 7 has 3',
      path: '[7]',
      hint: undefined,
    });
    expect(failure(matrix(2, ['a', 'b']), [[1, 2, 3]]).hint).toBe('The columns are: "a", "b".');
    expect(failure(matrix(4), new Float64Array(6)).message).toBe(
      'the model takes 4 columns, but 6 numbers in a row were given',
    );
    expect(failure(matrix(4), { data: new Float64Array(6), shape: [2, 3] }).message).toBe(
      'the model takes 4 columns, but a tensor of shape [2, 3] was given',
    );
    expect(failure(matrix(4), { columns: ['p', 'q'], rows: [[1, 2]] }).message).toBe(
      'the model takes 4 columns, but the rows have 2',
    );
  });

  it('refuses what is no number, and says where', () => {
    expect(
      failure(matrix(2, ['age', 'b']), [
        [1, 2],
        [1, 2],
        [1, 2],
        ['abc', 2],
      ]),
    ).toEqual({
      fault: 'option',
      message: 'column "age", row 3: "abc" is not a number',
      path: '[3]["age"]',
      hint: 'Rows and columns are counted from 0.',
    });
    expect(failure(matrix(2), [[1, [2]]]).message).toBe('column 1, row 0: a list of 1 is not a number');
    expect(failure(matrix(2), [[1, '0x10']]).message).toBe('column 1, row 0: "0x10" is not a number');
    expect(failure(matrix(2), [[1, '']]).message).toBe('column 1, row 0: "" is not a number');
  });

  it('refuses a missing column, and names the nearest', () => {
    expect(failure(matrix(2, ['age', 'fare']), [{ age: 1, faer: 2 }])).toEqual({
      fault: 'option',
      message: 'column "fare" is missing in row 0',
      path: '[0]',
      hint: 'Is "faer" meant for it? The columns given are: "age", "faer".',
    });
    expect(failure(matrix(1, ['age']), { columns: ['x', 'y'], rows: [[1, 2]] }).hint).toBe(
      'The columns given are: "x", "y".',
    );
    expect(failure(matrix(1, ['toString']), [{ a: 1 }]).message).toBe('column "toString" is missing in row 0');
  });

  it('refuses records when it knows no names', () => {
    expect(failure(matrix(2), [{ a: 1, b: 2 }]).message).toContain('knows no column names');
  });

  it('refuses what are no rows', () => {
    expect(failure(matrix(2), [1, 2]).hint).toBe('Rows are a list of lists: for one row, [[...]].');
    expect(failure(matrix(2), []).message).toBe('there are no rows');
    expect(failure(matrix(2), new Float64Array(0)).message).toBe('there are no rows');
    expect(failure(matrix(2), 'rows').message).toBe('"rows" was given instead of rows');
    expect(failure(matrix(2), null).message).toBe('null was given instead of rows');
    expect(failure(matrix(2), [[1, 2], { a: 1 }]).message).toBe('row 1 is an object, not a list of cells');
    expect(failure(matrix(2, ['a', 'b']), [{ a: 1, b: 2 }, [1, 2]]).message).toBe(
      'row 1 is a list of 2, not a record like the first row',
    );
    expect(failure(matrix(2), { data: new Float64Array(3), shape: [1, 2] }).message).toBe(
      'the matrix has 3 elements, but its shape [1, 2] holds 2',
    );
  });

  it('holds an exported model to its fixed number of rows', () => {
    const inputs: InputPort[] = [{ name: 'X', dtype: 'float32', shape: [1, 2] }];
    expect(feed(inputs, [[1, 2]]).X!.shape).toEqual([1, 2]);
    expect(
      failure(inputs, [
        [1, 2],
        [3, 4],
      ]).message,
    ).toBe('input "X" has shape [1, 2], but [2, 2] was given');
  });
});

describe('a table of one port a column', () => {
  it('takes lists in order, records and named lists by name', () => {
    const expected = { age: [41.5], city: ['Oslo'], visits: [3n] };
    for (const rows of [
      [[41.5, 'Oslo', 3]],
      [{ visits: 3n, city: 'Oslo', age: '41.5' }],
      { columns: ['city', 'visits', 'age'], rows: [['Oslo', '3', 41.5]] },
    ]) {
      const feeds = feed(table, rows);
      expect(Object.fromEntries(Object.entries(feeds).map(([name, { data }]) => [name, [...data]]))).toEqual(expected);
      expect(feeds.city!.shape).toEqual([1, 1]);
    }
  });

  it('takes None and NaN in a column of text', () => {
    const rows = [
      [1, null, 1],
      [1, undefined, 1],
      [1, NaN, 1],
    ];
    expect(feed(table, rows).city!.data).toEqual([MISSING_TEXT, MISSING_TEXT, NAN_TEXT]);
  });

  it('refuses text for a number, a number for text, a fraction for an integer', () => {
    expect(failure(table, [['old', 'Oslo', 3]]).message).toBe('column "age", row 0: "old" is not a number');
    expect(failure(table, [[41, 5, 3]]).message).toBe('column "city", row 0: 5 is not text');
    expect(failure(table, [[41, 'Oslo', 3.5]]).message).toBe(
      'column "visits", row 0: 3.5 is not an integer of 64 bits',
    );
    expect(failure(table, [[41, 'Oslo', null]]).message).toBe(
      'column "visits", row 0: null is not an integer of 64 bits',
    );
  });

  it('takes a matrix when all its columns are numbers', () => {
    const inputs: InputPort[] = ['a', 'b'].map((name) => ({
      name,
      dtype: 'float64',
      shape: [null, 1],
      columns: [name],
    }));
    const feeds = feed(inputs, new Float32Array([1, 2, 3, 4]));
    expect([[...feeds.a!.data], [...feeds.b!.data]]).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('knows columns by the names of ports that have no further ones', () => {
    const inputs: InputPort[] = ['a', 'b'].map((name) => ({ name, dtype: 'float32', shape: ['N', 1] }));
    expect([...feed(inputs, [{ b: 2, a: 1 }]).b!.data]).toEqual([2]);
  });

  it('takes a column called like a property of objects', () => {
    const inputs: InputPort[] = [{ name: '__proto__', dtype: 'float64', shape: [null, 1], columns: ['__proto__'] }];
    const feeds = feed(inputs, [JSON.parse('{"__proto__": 4}')]);
    expect(Object.getPrototypeOf(feeds)).toBeNull();
    expect([...Object.values(feeds)[0]!.data]).toEqual([4]);
  });
});

describe('texts', () => {
  const text: InputPort[] = [{ name: 'text', dtype: 'str', shape: [null] }];

  it('are a list, one a row, with or without a second axis in the port', () => {
    expect(plain(feed(text, ['good', 'bad']).text)).toEqual({ dtype: 'str', shape: [2], data: ['good', 'bad'] });
    const column: InputPort[] = [{ name: 'text', dtype: 'str', shape: [null, 1] }];
    expect(feed(column, ['good', 'bad']).text!.shape).toEqual([2, 1]);
  });

  it('refuse numbers', () => {
    expect(failure(text, ['good', 7]).message).toBe('column 0, row 1: 7 is not text');
  });
});

describe('a network', () => {
  const image: InputPort[] = [{ name: 'image', dtype: 'float32', shape: ['N', 1, 2, 2] }];
  const two: InputPort[] = [
    { name: 'a', dtype: 'float32', shape: ['N', 3] },
    { name: 'b', dtype: 'int64', shape: ['N', 2] },
  ];
  const nested = [
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ];

  it('takes the tensor itself, as lists, typed array or { data, shape }', () => {
    for (const rows of [
      nested,
      new Float32Array([1, 2, 3, 4]),
      { data: new Float64Array([1, 2, 3, 4]), shape: [1, 1, 2, 2] },
    ]) {
      expect(plain(feed(image, rows).image)).toEqual({ dtype: 'float32', shape: [1, 1, 2, 2], data: [1, 2, 3, 4] });
    }
  });

  it('takes several inputs by name or in order', () => {
    const a = [[1, 2, 3]];
    const b = [[4, 5]];
    for (const inputs of [{ a, b }, [a, b]]) {
      const feeds = feed(two, { inputs });
      expect([[...feeds.a!.data], [...feeds.b!.data]]).toEqual([
        [1, 2, 3],
        [4n, 5n],
      ]);
    }
  });

  it('takes any shape where the port has none', () => {
    expect(feed([{ name: 'x', dtype: 'float32', shape: null }], nested).x!.shape).toEqual([1, 1, 2, 2]);
  });

  it('refuses ragged lists, wrong shapes, wrong elements, missing and unknown inputs', () => {
    expect(failure(image, [[[[1, 2], [3]]]]).message).toBe(
      'input "image"[0][0][1] is a list of 1, but the lists beside it have 2 items',
    );
    expect(
      failure(image, [
        [
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ],
      ]).message,
    ).toBe('input "image" has shape [N, 1, 2, 2], but [1, 1, 2, 3] was given');
    expect(failure(image, [1, 2]).message).toBe('input "image" has shape [N, 1, 2, 2], but [2] was given');
    expect(
      failure(image, [
        [
          [
            [1, 'x'],
            [3, 4],
          ],
        ],
      ]).message,
    ).toBe('input "image"[0][0][0][1]: "x" is not a number');
    expect(failure(two, [[1, 2, 3]]).message).toBe('the model has 2 inputs, so it takes { inputs: ... }');
    expect(failure(two, { inputs: { a: [[1, 2, 3]] } }).message).toBe('input "b" is missing');
    expect(failure(two, { inputs: { a: [[1, 2, 3]], c: [] } }).message).toBe('the model has no input "c"');
    expect(failure(two, { inputs: [[[1, 2, 3]]] }).message).toBe('the model has 2 inputs, but 1 were given');
    expect(failure(image, new Float32Array(3)).message).toContain('do not tell the shape');
  });
});

describe('rows that are no table', () => {
  const inputs: InputPort[] = [{ name: 'X', dtype: 'str', shape: [null], json: true }];
  const texts = (rows: unknown) => feed(inputs, rows).X;

  it('are one text each', () => {
    const rows = [{ a: 1, city: 'Oslo', none: null, big: 2n ** 60n, on: true }, {}, { x: [NaN, Infinity, -Infinity] }];
    expect(texts(rows)).toEqual({
      dtype: 'str',
      shape: [3],
      data: [
        '{"a":1,"city":"Oslo","none":null,"big":1152921504606846976,"on":true}',
        '{}',
        '{"x":[null,1e999,-1e999]}',
      ],
    });
    expect(texts([['a', 'b'], [], [['a', 2]]])?.data).toEqual(['["a","b"]', '[]', '[["a",2]]']);
    expect(texts({ columns: ['a', 'b'], rows: [[1, 'x']] })?.data).toEqual(['{"a":1,"b":"x"}']);
  });

  it('are refused by their position', () => {
    expect(failure(inputs, [{}, 'word'])).toMatchObject({
      message: 'row 1 is "word", not a record or a list',
      path: '[1]',
    });
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(failure(inputs, [cyclic])).toMatchObject({ fault: 'option', path: '[0]' });
    expect(failure(inputs, []).message).toBe('there are no rows');
    expect(failure(inputs, 'rows').message).toBe('"rows" was given instead of rows');
  });
});
