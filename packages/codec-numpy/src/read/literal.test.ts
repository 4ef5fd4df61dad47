import { isKind, type PyValue } from '@brine/core';
import { expect, test } from 'vitest';
import { BadLiteral, parseLiteral } from './literal.js';

function plain(value: PyValue): unknown {
  if (isKind(value, 'tuple')) return { tuple: value.items.map(plain) };
  if (isKind(value, 'list')) return Array.from(value.items as PyValue[], plain);
  if (isKind(value, 'dict'))
    return new Map(
      value.entries.map((entry, i, all) => [plain(entry), plain(all[i + 1]!)] as const).filter((_, i) => i % 2 === 0),
    );
  return value;
}

test.each<[string, unknown]>([
  ['(3,)', { tuple: [3n] }],
  ['(3)', 3n],
  ['()', { tuple: [] }],
  ['(3L, -4L)', { tuple: [3n, -4n] }],
  ['[]', []],
  ["[('a', '<f4'), (\"b'\", '|S1', (2,)),]", [{ tuple: ['a', '<f4'] }, { tuple: ["b'", '|S1', { tuple: [2n] }] }]],
  ["'\\x41\\u00e4\\U0001f600\\n\\''", "Aä😀\n'"],
  [
    "{'a': True, 'b': None, }  \n",
    new Map<unknown, unknown>([
      ['a', true],
      ['b', null],
    ]),
  ],
])('%s', (text, value) => {
  expect(plain(parseLiteral(text))).toEqual(value);
});

test.each([
  '',
  '(1 2)',
  '(1',
  "{'a' 1}",
  "{'a': 1 'b': 2}",
  "'a",
  "'\\q'",
  "'\\U00110000'",
  '1.5',
  '0x10',
  '__import__("os")',
  'True()',
  'print',
  '1 + 1',
  '(1,) (2,)',
  '['.repeat(100_000),
])('%s is refused', (text) => {
  expect(() => parseLiteral(text)).toThrow(BadLiteral);
});
