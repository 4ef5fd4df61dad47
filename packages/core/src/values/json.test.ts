import { describe, expect, it } from 'vitest';
import { bareObject, type Json, jsonChunks, stringify } from './json.js';

describe('JSON text', () => {
  it.each<[Json, string]>([
    [null, 'null'],
    [-0, '-0.0'],
    [1e21, '1e+21'],
    ['\ud800"', '"\\ud800\\""'],
    [[], '[]'],
    [{}, '{}'],
    [[1, [true, {}], 'a'], '[1,[true,{}],"a"]'],
    [{ a: 1, b: [{ c: null }], d: {} }, '{"a":1,"b":[{"c":null}],"d":{}}'],
  ])('of %j', (value, text) => {
    expect(stringify(value)).toBe(text);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('leaves out keys without a value', () => {
    expect(stringify({ a: undefined, b: [1] } as unknown as Json)).toBe('{"b":[1]}');
  });

  it('writes a key named __proto__', () => {
    const object = bareObject();
    for (const name of ['__proto__', 'constructor']) object[name] = 1;
    expect(stringify([object, { x: object }])).toBe(
      '[{"__proto__":1,"constructor":1},{"x":{"__proto__":1,"constructor":1}}]',
    );
  });

  it('goes to any depth, in pieces', () => {
    let value: Json = [];
    for (let i = 0; i < 20_000; i++) value = i % 2 ? [value] : { v: value };
    const chunks = [...jsonChunks(value, 1000)];
    expect(chunks.length).toBeGreaterThan(50);
    expect(chunks.join('')).toHaveLength(2 + 10_000 * 2 + 10_000 * 6);
  });
});
