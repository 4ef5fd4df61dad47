/** pandas: frames, series, indexes and categoricals of 1.x to 3.x, and its scalars. */

import type { PyValue } from '../../../contract/value.js';
import { isKind } from '../../../model/make.js';
import type { Json, JsonObject } from '../../json.js';
import { bareObject } from '../../json.js';
import { jsonFloat, jsonInt } from '../../python/numbers.js';
import { type Adapter, adapter, call, type Converting, keyword, type Part, type Tagging } from '../adapter.js';
import { type Categorical, type Column, columnOf } from './array.js';
import { type DataFrame, dataFrameOf, type Index, indexOf, type Series, seriesOf } from './frame.js';
import { elementText, isMissing, PANDAS_SCALARS } from './scalars.js';

/** Plain JSON of the elements of a column or index; an element that only Python could print is its tagged value. */
function cells(values: readonly PyValue[], out: Tagging): Json[] {
  const json = new Array<Json>(values.length).fill(null);
  values.forEach((value, i) => {
    const plain = cell(value);
    if (plain === undefined) out.put(json, i, value);
    else json[i] = plain;
  });
  return json;
}

function cell(value: PyValue): Json | undefined {
  switch (typeof value) {
    case 'number':
      return jsonFloat(value);
    case 'bigint':
      return jsonInt(value);
    case 'boolean':
    case 'string':
      return value;
  }
  if (value === null || isMissing(value)) return null;
  if (!isKind(value, 'tuple')) return elementText(value);
  const parts = value.items.map((item) =>
    typeof item === 'object' && item !== null ? elementText(item) : item === null ? 'None' : cell(item),
  );
  return parts.includes(undefined) ? undefined : (parts as Json[]);
}

/** `str()` of the name of a column, which is its key. */
function keyText(name: PyValue): string {
  return elementText(name) ?? '?';
}

/** A name as plain JSON. */
function nameJson(name: PyValue): Json {
  const json = cell(name);
  return json === undefined ? '?' : json;
}

/** Numbers as their typed array, everything else as a list. */
function columnJs(column: Column, out: Converting): unknown {
  return column.array ? out.numbers(column.array) : out.list(column.values());
}

const dataFrame = adapter<DataFrame>({
  names: ['pandas.DataFrame', 'pandas.core.frame.DataFrame'],
  read: ({ how, object }) => (how === 'call' ? undefined : dataFrameOf(object)),
  tag({ columns: labels, index, data }, out) {
    const names = indexOf(labels)!.labels(true);
    const json: JsonObject = { $: 'DataFrame', columns: cells(names, out) };
    out.put(json, 'index', index);
    json['dtypes'] = data.map(({ dtype }) => dtype);
    const columns = bareObject();
    data.forEach((column, i) => (columns[keyText(names[i]!)] = cells(column.values(), out)));
    json['v'] = columns;
    return json;
  },
  js({ index, names, data }, out) {
    const columns = data.map((column) => columnJs(column, out));
    return out.named([['index', index]], {
      columns: out.list(names),
      dtypes: data.map(({ dtype }) => dtype),
      data: columns,
    });
  },
  text({ columns: labels, index, data }) {
    const names = indexOf(labels)!.labels(true);
    const columns = data.map((column, i): Part => ({
      label: `${keyText(names[i]!)}: ${column.dtype} = `,
      value: listOf(column),
    }));
    return call('DataFrame', [...columns, keyword('index', index)]);
  },
});

function listOf(column: Column): PyValue {
  return column.array ?? { kind: 'list', items: [...column.values()] };
}

const series = adapter<Series>({
  names: ['pandas.Series', 'pandas.core.series.Series'],
  read: ({ how, object }) => (how === 'call' ? undefined : seriesOf(object)),
  tag({ name, index, data }, out) {
    const json: JsonObject = { $: 'Series', name: nameJson(name), dtype: data.dtype };
    out.put(json, 'index', index);
    json['v'] = cells(data.values(), out);
    return json;
  },
  js: ({ name, index, data }, out) =>
    out.named(
      [
        ['name', name],
        ['index', index],
      ],
      { dtype: data.dtype, data: columnJs(data, out) },
    ),
  text: ({ name, index, data }) =>
    call('Series', [{ value: listOf(data) }, `dtype=${data.dtype}`, keyword('name', name), keyword('index', index)]),
});

const INDEX_FUNCTIONS = [
  'pandas.core.indexes.base._new_Index',
  'pandas.core.indexes.datetimes._new_DatetimeIndex',
  'pandas.core.indexes.period._new_PeriodIndex',
  'pandas.core.indexes.interval._new_IntervalIndex',
  'pandas.indexes.base._new_Index',
];

const index = adapter<Index>({
  names: INDEX_FUNCTIONS,
  read: ({ how, object }) => (how === 'call' ? indexOf(object) : undefined),
  tag({ class: name, dtype, names, levels, labels }, out) {
    const v = cells(labels(true), out);
    if (levels !== undefined) return { $: 'MultiIndex', names: names.map(nameJson), v };
    return { $: 'Index', class: name, dtype, name: nameJson(names[0]!), v };
  },
  js: ({ labels, column }, out) => (column ? columnJs(column, out) : out.list(labels())),
  text({ class: name, names, labels, column }) {
    const named = names.some((label) => label !== null) ? [keyword('names', { kind: 'list', items: [...names] })] : [];
    return call(name, [{ value: column ? listOf(column) : { kind: 'list', items: [...labels(true)] } }, ...named]);
  },
});

/** Its class is an argument, so that it is told from the other arrays by its content. */
const categorical = adapter<Categorical>({
  names: [
    'pandas._libs.arrays.__pyx_unpickle_NDArrayBacked',
    'pandas.Categorical',
    'pandas.core.arrays.categorical.Categorical',
  ],
  read: ({ object }) => columnOf(object)?.categorical,
  tag: ({ categories, codes, ordered }, out) => ({
    $: 'Categorical',
    categories: cells(categories.values(), out),
    codes: [...codes],
    ordered,
  }),
  js: ({ categories, codes, ordered }, out) => ({ categories: columnJs(categories, out), codes: [...codes], ordered }),
  text: ({ categories, codes, ordered }) =>
    call('Categorical', [
      { label: 'categories=', value: listOf(categories) },
      { label: 'codes=', value: { kind: 'list', items: codes.map(BigInt) } },
      `ordered=${ordered ? 'True' : 'False'}`,
    ]),
});

export const PANDAS: readonly Adapter[] = [dataFrame, series, index, categorical, ...PANDAS_SCALARS];
