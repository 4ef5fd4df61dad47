/** A Keras model to read: the table of its layers, then its weights. */

import { type KerasModel, type LayerTable, sizeOf } from '@brine/core';
import type { Json } from '@brine/core/values';
import { printable } from '../errors.js';
import { layerLines } from '../print/layers.js';
import { shapeText } from '../print/layout.js';
import type { Style } from '../print/style.js';
import { flatElements, nestedElements } from './elements.js';
import { widened } from './widen.js';

/** Numbers that are shown of a weight. */
const FIRST = 6;

/** @param full - show every number */
export async function kerasText(
  { className, name, weights }: KerasModel,
  table: LayerTable | undefined,
  style: Style,
  full: boolean,
): Promise<string[]> {
  const { rows, totals } = table ? layerLines(table) : { rows: [], totals: [] };
  const title = [className ?? 'weights', name].filter((word) => word !== undefined).join(' ');
  const lines = [style.bold(printable(title)), ...rows, '', ...totals, ''];
  for (const weight of weights) {
    const dense = widened(await weight.read());
    const label = `${style.name(printable(weight.name ?? ''))} ${style.type(`${weight.dtype} ${shapeText(weight.shape)}`)}`;
    const isCut = !full && sizeOf(weight.shape) > FIRST;
    const shown = isCut ? (flatElements(dense) as Json[]).slice(0, FIRST) : nestedElements(dense);
    const text = JSON.stringify(shown);
    lines.push(`${label} ${isCut ? `${text.slice(0, -1)}, …]` : text}`);
  }
  return lines.map((line) => `${line}\n`);
}
