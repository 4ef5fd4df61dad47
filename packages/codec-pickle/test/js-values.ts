import { py } from '../src/write/index.js';

const shared = { shared: true };
const loop: Record<string, unknown> = { name: 'loop' };
loop['self'] = loop;
const square = Float64Array.of(1, 2, 3, 4);

const some = Uint8Array.from({ length: 64 }, (_, i) => i);
const holes: unknown[] = [];
holes[2] = 1;

/** The values of `js` in tools/fixtures/codec-pickle-write.py, by their names. */
export const JS_VALUES: Readonly<Record<string, unknown>> = {
  scalars: [null, undefined, true, 1, 0.5, -0, 7n, 2n ** 70n, 'text'],
  integers: [1, Number.MAX_SAFE_INTEGER, -0, 0.5],
  floats: [-0, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, 0.1, 1e21],
  ints: [
    ...[0n, -1n, 255n, 256n, 65535n, 65536n, 2n ** 31n - 1n, 2n ** 31n, -(2n ** 31n), -(2n ** 31n) - 1n, 2n ** 63n],
    ...[-(2n ** 63n), 2n ** 2039n, 2n ** 2040n, -(2n ** 2040n), 10n ** 4299n],
  ],
  texts: [
    '',
    '\ud800',
    'x\udfffy',
    '\u{1f600}',
    '\u{1f600}\ud83d',
    '\0\n\r\\\x1a',
    '\u00e9'.repeat(200),
    'a'.repeat(300),
  ],
  holes,
  undefined: { a: undefined },
  'property names': JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "toString": 3}'),
  keys: new Map<unknown, unknown>([
    [1n, 'a'],
    ['1', 'b'],
    [1.5, 'c'],
    [null, 'd'],
    [py.tuple(1n, 'x'), 'e'],
    [Uint8Array.of(1, 2), 'f'],
    [py.frozenset([1n]), 'g'],
    [new Date(0), 'h'],
  ]),
  views: [
    new Float64Array(some.buffer, 8, 2),
    new Int16Array(some.buffer, 2, 3),
    new BigInt64Array(some.buffer, 16, 1),
    some.subarray(3, 7),
  ],
  types: [
    py.ndarray(Uint16Array.of(0x3c00), { dtype: 'float16' }),
    py.ndarray(BigInt64Array.of(0n, 1n), { dtype: 'datetime64[D]' }),
    py.ndarray(BigInt64Array.of(5n), { dtype: 'timedelta64[s]' }),
    py.ndarray(Float64Array.of(1, 2), { dtype: 'complex128' }),
    py.ndarray(Uint32Array.of(65, 66, 67, 0), { dtype: 'str64' }),
    py.ndarray(Uint8Array.of(65, 66, 0, 67), { dtype: 'bytes16' }),
    py.ndarray(new Float64Array(1), { shape: [] }),
    py.ndarray(new Float64Array(0), { shape: [0, 3] }),
  ],
  containers: {
    list: [1, [2]],
    map: new Map<unknown, unknown>([
      [1n, 'one'],
      ['two', 2],
      [null, null],
    ]),
    set: new Set([5n]),
  },
  buffers: [Buffer.from('abc'), Uint8Array.of(1, 2).buffer],
  arrays: [
    Float64Array.of(1.5, 2.5),
    Float32Array.of(1.5),
    BigInt64Array.of(1n, -1n),
    BigUint64Array.of(1n),
    Int32Array.of(1),
    Uint32Array.of(1),
    Int16Array.of(1),
    Uint16Array.of(1),
    Int8Array.of(-1),
    Uint8ClampedArray.of(255),
  ],
  dates: [new Date(0), new Date('2024-02-29T12:34:56.789Z')],
  sharing: [shared, shared, loop],
  tuples: [py.tuple(), py.tuple(1n, 'a'), py.tuple(py.tuple(1n))],
  frozenset: py.frozenset([1n]),
  shaped: [
    py.ndarray(square, { shape: [2, 2] }),
    py.ndarray(Float64Array.of(1, 3, 2, 4), { shape: [2, 2], order: 'F' }),
    py.ndarray(Uint8Array.of(1, 0), { dtype: 'bool' }),
    py.ndarray(BigInt64Array.of(0n, 1n), { dtype: 'M8[ns]' }),
    py.ndarray([null, 'x']),
  ],
  moments: [
    py.datetime({ year: 2020, month: 5, day: 17, hour: 1, minute: 2, second: 3, microsecond: 4 }),
    py.datetime({ year: 2020, month: 5, day: 17 }, -330),
    py.timedelta(0, -86400, 1),
  ],
  decimal: py.decimal('1.10'),
  class: py.named('collections.OrderedDict'),
  'nested class': py.named('models:Outer.Inner'),
  call: py.call('pathlib.PurePosixPath', 'a', 'b'),
  instance: py.instance('models.Plain', { coef_: Float64Array.of(0.5, 1.5), n: 3n }),
};
