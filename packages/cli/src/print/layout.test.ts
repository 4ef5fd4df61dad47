import { describe, expect, it } from 'vitest';
import { columns, humanBytes, portText, treeLines } from './layout.js';
import { styleOf } from './style.js';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1.00 KB'],
  [15_000, '14.6 KB'],
  [5e9, '4.66 GB'],
  [1e18, '909494.7 TB'],
])('%d bytes are %s', (bytes, text) => expect(humanBytes(bytes)).toBe(text));

it('aligns columns', () => {
  expect(
    columns(
      [
        ['a', '1', 'x'],
        ['long', '22', ''],
      ],
      [1],
    ),
  ).toEqual(['a      1  x', 'long  22']);
});

it('writes unknown lengths', () => {
  expect(portText({ dtype: 'float64', shape: [null, 'N', 4] })).toBe('float64 [?, N, 4]');
  expect(portText({ dtype: 'float64', shape: null })).toBe('float64 [...]');
});

describe('a tree', () => {
  const leaf = (label: string) => ({ label, type: 'int', summary: '1' });

  it('is drawn', () => {
    const tree = {
      label: '',
      type: 'dict',
      summary: '4',
      children: [{ label: '["a"]', type: 'list', children: [leaf('[0]'), leaf('[1]')], more: 3 }, leaf('["b"]')],
    };
    expect(treeLines(tree, styleOf(false))).toEqual([
      'dict 4',
      '├─ ["a"] list',
      '│  ├─ [0] int 1',
      '│  ├─ [1] int 1',
      '│  └─ … 3 more',
      '└─ ["b"] int 1',
    ]);
  });

  it('of any depth is drawn, and control characters are not obeyed', () => {
    let tree: { label: string; type: string; children?: object[] } = { label: '\u001b[2J', type: 'x' };
    for (let i = 0; i < 20_000; i++) tree = { label: '.x', type: 'T', children: [tree] };
    const lines = treeLines(tree as never, styleOf(false));
    expect(lines).toHaveLength(20_001);
    expect(lines.at(-1)).toContain('\\u001b[2J');
  });
});
