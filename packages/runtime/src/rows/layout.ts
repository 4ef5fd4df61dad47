/** How a program's input ports make up a table, when they do. */

import type { InputPort } from '@brine/core';

/** A port as a range of the table's columns. */
export interface Slot {
  readonly port: InputPort;
  /** Its first column. */
  readonly start: number;
  readonly width: number;
}

export interface TableLayout {
  readonly slots: readonly Slot[];
  /** Columns in all. */
  readonly width: number;
  /** Names of the columns, where the model knows them. */
  readonly names?: readonly string[];
}

/** Columns of a port, or undefined when it does not say how many. */
function widthOf(port: InputPort): number | undefined {
  if (port.columns) return port.columns.length;
  const last = port.shape?.[1];
  return port.shape?.length === 1 ? 1 : typeof last === 'number' ? last : undefined;
}

/**
 * The table that the ports are: one matrix, or one port a column. A matrix that does not say how wide it is takes the width of
 * the rows. Undefined for a network, whose inputs are tensors each in its own right.
 *
 * @param given - columns of the rows at hand
 */
export function tableLayout(inputs: readonly InputPort[], given: number | undefined): TableLayout | undefined {
  const single = inputs.length === 1;
  const slots: Slot[] = [];
  const names: (string | undefined)[] = [];
  let start = 0;
  for (const port of inputs) {
    const rank = port.shape?.length;
    if (rank !== 2 && rank !== 1) return undefined;
    const width = widthOf(port) ?? (single ? given : undefined);
    if (width === undefined || (!single && !port.columns && width !== 1)) return undefined;
    slots.push({ port, start, width });
    // A port of its own for each column, without further names: the ports' names are the columns'.
    const columns = port.columns ?? (single ? new Array<undefined>(width).fill(undefined) : [port.name]);
    for (const column of columns) names.push(column);
    start += width;
  }
  const named = names.filter((name) => name !== undefined);
  return { slots, width: start, ...(named.length === start && start > 0 ? { names: named } : {}) };
}
