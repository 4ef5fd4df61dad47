import type { LayerInfo } from '@brine/core';
import { expect, it } from 'vitest';
import { layerLines } from './layers.js';

const layer = (name: string, connectedTo: string[] = [], more: Partial<LayerInfo> = {}): LayerInfo => ({
  name,
  className: 'Dense',
  outputs: [[null, 3]],
  parameters: 1234,
  ...(connectedTo.length > 0 ? { connectedTo } : {}),
  ...more,
});
const numbers = { total: 2468, trainable: 2000, nonTrainable: 468 };

it('a chain of layers needs no column of connections', () => {
  const { rows, totals } = layerLines({ layers: [layer('a'), layer('b', ['a[0][0]'])], ...numbers, optimizer: 12 });
  expect(rows).toEqual([
    'Layer (type)  Output shape  Param #',
    'a (Dense)     (None, 3)       1,234',
    'b (Dense)     (None, 3)       1,234',
  ]);
  expect(totals).toEqual([
    'Total params          2,468',
    'Trainable params      2,000',
    'Non-trainable params    468',
    'Optimizer params         12',
  ]);
});

it('layers of a model inside are indented; a shape that is not known is a question mark; control characters are escaped', () => {
  const { outputs: _, ...open } = layer('x\u001b[2J', ['a[0][0]', 'in[0][0]']);
  const { rows } = layerLines({ layers: [layer('a', [], { layers: [layer('b')] }), open], ...numbers });
  expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
    ['Layer (type)', 'Output shape', 'Param #', 'Connected to'],
    ['a (Dense)', '(None, 3)', '1,234', '-'],
    ['b (Dense)', '(None, 3)', '1,234', '-'],
    ['x\\u001b[2J (Dense)', '?', '1,234', 'a[0][0], in[0][0]'],
  ]);
});
