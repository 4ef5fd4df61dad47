/** Text laid out: sizes, aligned columns, trees. */

import type { Port, TreeNode } from '@brine/core';
import { printable } from '../errors.js';
import type { Style } from './style.js';

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A number of bytes for people: `12.3 KB` (of 1024). */
export function humanBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0
    ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
    : `${value.toFixed(value < 10 ? 2 : 1)} ${UNITS[unit]!}`;
}

/** Rows as lines with aligned columns; `right` names the columns that are aligned to the right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** `float64 [?, 4]`. */
export function portText({ dtype, shape }: Pick<Port, 'dtype' | 'shape'>): string {
  return `${dtype} ${shapeText(shape)}`;
}

export function shapeText(shape: readonly (number | string | null)[] | null): string {
  return shape ? `[${shape.map((dimension) => dimension ?? '?').join(', ')}]` : '[...]';
}

/** A tree as lines, drawn with box characters. */
export function treeLines(root: TreeNode, style: Style): string[] {
  const lines: string[] = [];
  const stack: { node: TreeNode; lead: string; mark: string }[] = [{ node: root, lead: '', mark: '' }];
  for (let item = stack.pop(); item; item = stack.pop()) {
    const { node, lead, mark } = item;
    const { label, type, summary, children = [], more = 0 } = node;
    const words = [
      style.name(printable(label)),
      style.type(printable(type)),
      summary === undefined ? '' : printable(summary),
    ];
    lines.push(style.dim(lead + mark) + words.filter((word) => word !== style.name('') && word !== '').join(' '));
    const below = lead + (mark === '' ? '' : mark === LAST ? '   ' : '│  ');
    const last = children.length - 1;
    // Taken from the end of the stack, so the first child goes on last.
    if (more > 0) stack.push({ node: { label: '', type: `… ${more} more` }, lead: below, mark: LAST });
    for (let i = last; i >= 0; i--) {
      stack.push({ node: children[i]!, lead: below, mark: i === last && more === 0 ? LAST : '├─ ' });
    }
  }
  return lines;
}

const LAST = '└─ ';
