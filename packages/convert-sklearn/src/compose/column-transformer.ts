import { isKind, type PyValue } from '@brine/core';
import type { ColumnType, Entry, InputSpec } from '../build/scope.js';
import { strictest, Table } from '../build/index.js';
import { weighted } from '../pipeline/index.js';
import { defaultInput, type Estimator, malformed, type Part, partsOf } from '../read/index.js';
import { columnPositions } from './columns.js';

/**
 * Each transformer on its columns, side by side in the order of `transformers_`, the remainder last.
 * Source: sklearn.compose._column_transformer.ColumnTransformer.transform
 */
export const columnTransformer: Entry = {
  input(e, scope) {
    const own = defaultInput(e);
    const types: (ColumnType | undefined)[] = Array<ColumnType>(own.width ?? 0).fill('unused');
    for (const { part, positions } of branches(e, own)) {
      const wanted =
        part.value === 'passthrough'
          ? undefined
          : (scope.input(part).types ?? positions.map((): ColumnType => 'number'));
      positions.forEach((position, i) => {
        types[position] = strictest([types[position], wanted?.[i]]);
      });
    }
    return { ...own, types };
  },
  convert(e, x, b, scope) {
    const parts = branches(e, defaultInput(e)).map(({ name, part, positions }) => {
      const rows = x.select(positions);
      if (part.value === 'passthrough') return { name, transform: () => rows };
      const { transform } = scope.convert(part, rows);
      if (!transform) throw malformed('a transformer that does not transform', part.path);
      return { name, transform };
    });
    return {
      transform: () =>
        Table.join(
          b,
          parts.map(({ name, transform }) => weighted(e, name, transform(), b)),
        ),
    };
  },
};

interface Branch {
  readonly name: string;
  /** The fitted transformer, or `passthrough`. */
  readonly part: Part;
  readonly positions: readonly number[];
}

/** `transformers_` without the dropped ones and those that have no column. */
function branches(e: Estimator, input: InputSpec): Branch[] {
  const resolved = e.has('_transformer_to_input_indices')
    ? e.entries('_transformer_to_input_indices')
    : new Map<string, PyValue>();
  return e.parts('transformers_').flatMap((item) => {
    const [name, part, columns] = partsOf(item);
    if (!part || !columns || typeof name?.value !== 'string')
      throw malformed('a transformer that is no triple', item.path);
    if (part.value === 'drop') return [];
    const positions = columnPositions({ value: resolved.get(name.value) ?? columns.value, path: columns.path }, input);
    if (positions.length === 0) return [];
    if (part.value !== 'passthrough' && !isKind(part.value, 'object'))
      throw malformed('a transformer that is no estimator', part.path);
    return [{ name: name.value, part, positions }];
  });
}
