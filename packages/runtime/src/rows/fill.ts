/** Cells into the tensors of the ports. */

import type { DenseTensor, DType, NumericData } from '@brine/core';
import { optionError } from '../errors.js';
import { ELEMENT_TYPES, type ElementType } from './elements.js';
import type { Slot, TableLayout } from './layout.js';
import { type Cells, describe } from './table.js';

/** The tensor of one port: its columns of every row. */
export function fillSlot(cells: Cells, { port, start, width }: Slot, layout: TableLayout): DenseTensor {
  const type = elementType(port.dtype, port.name);
  const { count } = cells;
  const data = type.make(count * width) as unknown[];
  let at = 0;
  for (let row = 0; row < count; row++) {
    for (let column = start; column < start + width; column++) {
      const element = type.convert(cells.cell(row, column));
      if (element === undefined) throw wrongCell(cells.cell(row, column), type, row, column, layout);
      data[at++] = element;
    }
  }
  const shape = port.shape?.length === 1 ? [count] : [count, width];
  return { dtype: port.dtype, shape, data: data as unknown as NumericData | string[] };
}

/** @throws CodecError `unsupported` for a dtype that no cell is an element of */
export function elementType(dtype: DType, port: string): ElementType {
  const type = ELEMENT_TYPES[dtype];
  if (type) return type;
  throw optionError('DTYPE', `input ${JSON.stringify(port)} has dtype ${dtype}, which cannot be made out of cells`, {
    hint: 'Give it as a tensor of that dtype: { dtype, shape, data }.',
  });
}

function wrongCell(cell: unknown, type: ElementType, row: number, column: number, { names }: TableLayout): Error {
  const name = names?.[column];
  return optionError(
    'TYPE',
    `column ${name === undefined ? column : JSON.stringify(name)}, row ${row}: ${describe(cell)} is not ${type.noun}`,
    {
      path: `[${row}][${name === undefined ? column : JSON.stringify(name)}]`,
      hint: 'Rows and columns are counted from 0.',
    },
  );
}
