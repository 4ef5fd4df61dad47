/** The TypeScript declarations of a module. */

import type { ClassLabel, DType, InputPort, Method, Program } from '@brine/core';
import { inComment, labelLiteral, readable } from './literal.js';
import { type ReaderName, readerOf } from './reader.js';
import { methodsOf } from './source.js';
import type { Sources } from './stages.js';

/** Cells as the module takes them. */
const CELLS: Readonly<Partial<Record<DType, string>>> = {
  float64: 'number | null',
  float32: 'number | null',
  bool: 'boolean',
  str: 'string | null',
};
const WHOLE = 'number | bigint';

/** Elements as the module gives them. */
const ARRAYS: Readonly<Partial<Record<DType, string>>> = {
  float64: 'Float64Array',
  float32: 'Float32Array',
  int64: 'BigInt64Array',
  int32: 'Int32Array',
  int16: 'Int16Array',
  int8: 'Int8Array',
  uint64: 'BigUint64Array',
  uint32: 'Uint32Array',
  uint16: 'Uint16Array',
  uint8: 'Uint8Array',
  bool: 'Uint8Array',
  str: 'readonly (string | number | null)[]',
};

/** What a method of a model of scikit-learn's gives. */
const SAYS: Readonly<Record<Method, string>> = {
  predict: 'What the model predicts for each row.',
  predict_proba: 'The probability of each class, one row of them a row, in the order of the classes.',
  predict_log_proba: 'The logarithms of the probabilities.',
  decision_function: 'How far each row is on the side of a class.',
  transform: 'What the model makes of each row.',
  score_samples: 'A score for each row.',
};

export function declarations(program: Program, sources: Sources, beside: boolean): string {
  const methods = methodsOf(program).map((method): [says: string, signature: string] => [
    program.network ? 'The outputs of the network, by their names.' : SAYS[method],
    `${method}(rows: Rows): ${outputOf(program, method)};`,
  ]);
  const entry = beside
    ? `
export interface Model {
${methods.map(([says, signature]) => `  /** ${says} */\n  ${signature}\n`).join('')}}

/** The model; its weights are the bytes of the .bin file that was written with the module. */
export declare function create(weights: ArrayBuffer | Uint8Array): Model;
`
    : methods.map(([says, signature]) => `\n/** ${says} */\nexport declare function ${signature}\n`).join('');
  return `// The types of ${inComment(program.name)}, a model that Brine wrote as a module.

/** Elements in C order; of text, null is a missing one and a number NaN. */
export interface Output<Data> {
  readonly shape: readonly number[];
  readonly data: Data;
}

${TYPES[readerOf(program)](program, sources)}${classesOf(program)}${entry}`;
}

/** Ports whose text a stage reads, which needs one. */
const readByStages = ({ stages }: Program): ReadonlySet<string> =>
  new Set(stages.flatMap((stage) => (stage.kind === 'graph' ? [] : stage.inputs.map(({ name }) => name))));

const cellOf = ({ dtype, name }: InputPort, texts: ReadonlySet<string>): string =>
  dtype === 'str' && texts.has(name) ? 'string' : (CELLS[dtype] ?? WHOLE);

/** Every kind of cell that some ports take. */
const cellsOf = (inputs: readonly InputPort[], texts: ReadonlySet<string>): string =>
  [...new Set(inputs.flatMap((port) => cellOf(port, texts).split(' | ')))].join(' | ');

/** Rows that are no table. */
function recordsOf({ inputs: [only] }: Program, sources: Sources): string {
  const rows = new Set(
    Array.from(sources, ([stage, { row }]) => (stage.inputs.some(({ name }) => name === only!.name) ? row : undefined)),
  );
  rows.delete(undefined);
  return `export type Row = ${[...rows].join(' & ') || 'Readonly<Record<string, unknown>> | readonly unknown[]'};

/** A list of rows. */
export type Rows = readonly Row[];
`;
}

/** Rows of cells, for a model that takes a table. */
function tableOf(program: Program): string {
  const { inputs } = program;
  const texts = readByStages(program);
  const columns = inputs.flatMap((port) =>
    (port.columns ?? (inputs.length > 1 ? [port.name] : [])).map((name) => [name, cellOf(port, texts)] as const),
  );
  const [only] = inputs;
  const numeric = inputs.length === 1 && only!.dtype !== 'str';
  const flat = inputs.length === 1 && only!.shape!.length === 1;
  const single = inputs.length === 1 && (flat || only!.shape![1] === 1);
  const forms = [
    ...(columns.length > 0 ? ['readonly Columns[]'] : []),
    ...(flat ? ['readonly Cell[]'] : []),
    `readonly (readonly Cell[])[]`,
    ...(single && !flat ? ['readonly Cell[]'] : []),
    ...(numeric ? ['readonly Numbers[]', 'Numbers'] : []),
  ];
  return `export type Cell = ${cellsOf(inputs, texts)};
${numeric ? 'export type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;\n' : ''}${
    columns.length > 0
      ? `
export interface Columns {
${columns.map(([name, cell]) => `  readonly ${readable(name)}: ${cell};\n`).join('')}}
`
      : ''
  }
/** ${flat && !numeric ? 'A list of texts, each by itself or as a row of one cell' : rowsSay(columns.length > 0, numeric)}. */
export type Rows = ${forms.join(' | ')};
`;
}

const rowsSay = (named: boolean, numeric: boolean): string =>
  `A list of rows${named ? ', as records or as cells in the order of the columns' : ''}${
    numeric ? ', or all cells one after another' : ''
  }`;

/** Tensors by name, for a network. */
function inputsOf(program: Program): string {
  const { inputs } = program;
  return `export type Cell = ${cellsOf(inputs, readByStages(program))};
export type Nested = readonly (Cell | Nested)[];

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: ArrayLike<Cell>;
}

export interface Inputs {
${inputs.map(({ name }) => `  readonly ${readable(name)}: Tensor | Nested;\n`).join('')}}

export type Rows = Inputs${inputs.length === 1 ? ' | Tensor | Nested' : ''};
`;
}

const TYPES: Readonly<Record<ReaderName, (program: Program, sources: Sources) => string>> = {
  tableFeeds: tableOf,
  recordFeeds: recordsOf,
  tensorFeeds: inputsOf,
};

function classesOf({ classes }: Program): string {
  if (!classes) return '';
  const list = (labels: readonly ClassLabel[]): string => `readonly [${labels.map(typeOf).join(', ')}]`;
  const several = Array.isArray(classes[0]);
  const type = several
    ? `readonly [${(classes as readonly (readonly ClassLabel[])[]).map(list).join(', ')}]`
    : list(classes as readonly ClassLabel[]);
  return `\n/** The labels, in the order of the columns of predict_proba. */\nexport declare const classes: ${type};\n`;
}

/** A label as a type: there are none of NaN and of Infinity. */
function typeOf(label: ClassLabel): string {
  if (typeof label === 'string') return readable(label);
  return typeof label === 'number' && !Number.isFinite(label) ? 'number' : labelLiteral(label);
}

function outputOf({ methods, outputs, network, classes }: Program, method: Method): string {
  const types = methods[method]!.map((name, target) => {
    const dtype = outputs.find((port) => port.name === name)?.dtype ?? 'float64';
    return `Output<${labelsOf(classes, method, dtype, target) ?? ARRAYS[dtype] ?? 'ArrayLike<unknown>'}>`;
  });
  if (network) return `{ ${methods[method]!.map((name, i) => `readonly ${readable(name)}: ${types[i]!}`).join('; ')} }`;
  return types.length === 1 ? types[0]! : `readonly [${types.join(', ')}]`;
}

/** What a classifier of text predicts is one of its classes. */
function labelsOf(classes: Program['classes'], method: Method, dtype: DType, target: number): string | undefined {
  if (method !== 'predict' || dtype !== 'str' || !classes) return undefined;
  const labels = Array.isArray(classes[0]) ? classes[target] : classes;
  if (!Array.isArray(labels) || !labels.every((label) => typeof label === 'string')) return undefined;
  return `readonly (${labels.map(readable).join(' | ')})[]`;
}
