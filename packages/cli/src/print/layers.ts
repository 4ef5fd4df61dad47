/** The table of a model's layers, as `model.summary()` prints it. */

import type { LayerInfo, LayerTable } from '@brine/core';
import { printable } from '../errors.js';
import { columns } from './layout.js';

const TOTALS = [
  ['Total params', 'total'],
  ['Trainable params', 'trainable'],
  ['Non-trainable params', 'nonTrainable'],
  ['Optimizer params', 'optimizer'],
] as const;

/** @returns the rows of the layers, and the lines below them */
export function layerLines(table: LayerTable): {
  readonly rows: readonly string[];
  readonly totals: readonly string[];
} {
  const listed = [...flattened(table.layers)];
  const isChain = listed.every(({ layer, depth }, i) => depth > 0 || follows(layer, listed[i - 1]?.layer));
  const cells = listed.map(({ layer, depth }) => [
    `${'  '.repeat(depth)}${printable(`${layer.name} (${layer.className})`)}`,
    shapesText(layer.outputs),
    layer.parameters.toLocaleString('en'),
    ...(isChain ? [] : [printable(layer.connectedTo?.join(', ') ?? '-')]),
  ]);
  const header = ['Layer (type)', 'Output shape', 'Param #', ...(isChain ? [] : ['Connected to'])];
  const [first, ...rows] = columns([header, ...cells], [2]);
  const totals = TOTALS.flatMap(([label, key]) => {
    const count = table[key];
    return count === undefined ? [] : [[label, count.toLocaleString('en')]];
  });
  return { rows: [first!, ...rows], totals: columns(totals, [1]) };
}

/** Whether a layer takes what the one before it gives, and that alone. */
function follows({ connectedTo = [] }: LayerInfo, before: LayerInfo | undefined): boolean {
  return connectedTo.length === 0 || (connectedTo.length === 1 && connectedTo[0] === `${before?.name}[0][0]`);
}

interface Row {
  readonly layer: LayerInfo;
  readonly depth: number;
}

function* flattened(layers: readonly LayerInfo[]): Generator<Row> {
  const open: Row[] = layers.map((layer) => ({ layer, depth: 0 })).reverse();
  for (let row = open.pop(); row; row = open.pop()) {
    yield row;
    for (const layer of [...(row.layer.layers ?? [])].reverse()) open.push({ layer, depth: row.depth + 1 });
  }
}

function shapesText(shapes: LayerInfo['outputs']): string {
  if (!shapes) return '?';
  return shapes
    .map((shape) => `(${shape.map((length) => length ?? 'None').join(', ')}${shape.length === 1 ? ',' : ''})`)
    .join(', ');
}
