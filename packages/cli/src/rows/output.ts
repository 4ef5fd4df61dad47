/** Predictions as CSV, JSON and JSON Lines. */

import type { Item, Items, Prediction } from '@brine/runtime';
import type { JsonObject } from '@brine/core/values';
import { usageError } from '../errors.js';
import { jsonItems } from '../json.js';

export interface Predictions {
  readonly method: string;
  readonly outputs: Readonly<Record<string, Prediction>>;
}

/** The document of `--json`. */
export function predictionDocument({ method, outputs }: Predictions): JsonObject {
  const entries = Object.entries(outputs);
  const classes = entries.map(([, prediction]) => prediction.classes);
  return {
    method,
    outputs: Object.fromEntries(
      entries.map(([name, prediction]) => [
        name,
        { dtype: prediction.dtype, shape: [...prediction.shape], data: jsonItems(prediction.toArray()) },
      ]),
    ),
    // One list, or one an output for multi-output models.
    ...(classes.some((labels) => labels !== undefined)
      ? { classes: jsonItems(classes.length === 1 ? classes[0]! : classes.map((labels) => labels ?? [])) }
      : {}),
  };
}

/** A row a line: `{ output: row }`. */
export function* predictionLines({ outputs }: Predictions): Generator<JsonObject> {
  const columns = Object.entries(outputs).map(([name, prediction]) => [name, prediction.toArray()] as const);
  const rows = rowsOf(outputs);
  for (let row = 0; row < rows; row++) {
    yield Object.fromEntries(
      columns.map(([name, items]) => [
        name,
        jsonItems(Array.isArray(items) ? (items as readonly Items[])[row]! : items),
      ]),
    );
  }
}

/**
 * Lines of CSV, the first one the names of the columns.
 *
 * @throws CodecError `option` for outputs that are no one table
 */
export function* predictionCsv({ outputs }: Predictions): Generator<string> {
  const entries = Object.entries(outputs);
  const rows = rowsOf(outputs);
  const blocks = entries.map(([name, prediction]) => block(name, prediction, entries.length > 1));
  yield line(blocks.flatMap(({ header }) => header));
  for (let row = 0; row < rows; row++) yield line(blocks.flatMap(({ cells }) => cells(row)));
}

/** Rows of the outputs: a scalar is one. */
function rowsOf(outputs: Predictions['outputs']): number {
  const counts = new Set(Object.values(outputs).map(({ shape }) => shape[0] ?? 1));
  if (counts.size > 1)
    throw usageError('the outputs have different numbers of rows, so they are no table', 'Print them with --json.');
  return Math.max(...counts);
}

/** Columns of one output: of probabilities the classes, else its name, numbered when it has several. */
function block(name: string, { data, shape, classes, toArray }: Prediction, several: boolean) {
  const width = shape[0] === 0 ? 0 : data.length / (shape[0] ?? 1);
  const flat = ([toArray()] as readonly unknown[]).flat(Infinity) as readonly Item[];
  const labels = shape.length === 2 ? classes : undefined;
  const header = labels
    ? labels.map((label) => (several ? `${name}_${String(label)}` : String(label)))
    : shape.length <= 1
      ? [name]
      : Array.from({ length: width }, (_, i) => `${name}_${i}`);
  return { header, cells: (row: number) => flat.slice(row * width, (row + 1) * width).map(textCell) };
}

function textCell(item: Item): string {
  if (item === null) return '';
  return Object.is(item, -0) ? '-0.0' : String(item);
}

/** @see RFC 4180 */
function line(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
