/** The TypeScript declarations of a module. */

import type { ClassLabel, DType, InputPort, Method, Program } from '@brine/core';
import { labelLiteral, literal } from './literal.js';
import { methodsOf } from './source.js';

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

export function declarations(program: Program, beside: boolean): string {
  const methods = methodsOf(program).map((method) => `${method}(rows: Rows): ${outputOf(program, method)};`);
  const entry = beside
    ? `
export interface Model {
${methods.map((method) => `  ${method}\n`).join('')}}

/** The model; its weights are the bytes of the .bin file that was written with the module. */
export declare function create(weights: ArrayBuffer | Uint8Array): Model;
`
    : `\n${methods.map((method) => `export declare function ${method}\n`).join('')}`;
  return `/** Elements in C order; of text, null is a missing one and a number NaN. */
export interface Output<Data> {
  readonly shape: readonly number[];
  readonly data: Data;
}

${tableOf(program) ?? inputsOf(program.inputs)}${classesOf(program)}${entry}`;
}

const cellOf = ({ dtype }: InputPort): string => CELLS[dtype] ?? WHOLE;

/** Rows of cells, for a model that takes a table. */
function tableOf({ inputs, network }: Program): string | undefined {
  if (network || inputs.some(({ shape }) => shape?.length !== 1 && shape?.length !== 2)) return undefined;
  const cells = [...new Set(inputs.flatMap((port) => cellOf(port).split(' | ')))].join(' | ');
  const columns = inputs.flatMap((port) =>
    (port.columns ?? (inputs.length > 1 ? [port.name] : [])).map((name) => [name, cellOf(port)] as const),
  );
  const [only] = inputs;
  const numeric = inputs.length === 1 && only!.dtype !== 'str';
  const single = inputs.length === 1 && (only!.shape!.length === 1 || only!.shape![1] === 1);
  const forms = [
    ...(columns.length > 0 ? ['readonly Columns[]'] : []),
    `readonly (readonly Cell[])[]`,
    ...(single ? ['readonly Cell[]'] : []),
    ...(numeric ? ['readonly Numbers[]', 'Numbers'] : []),
  ];
  return `export type Cell = ${cells};
${numeric ? 'export type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;\n' : ''}${
    columns.length > 0
      ? `
export interface Columns {
${columns.map(([name, cell]) => `  readonly ${literal(name)}: ${cell};\n`).join('')}}
`
      : ''
  }
/** A list of rows${columns.length > 0 ? ', as records or as cells in the order of the columns' : ''}${
    numeric ? ', or all cells one after another' : ''
  }. */
export type Rows = ${forms.join(' | ')};
`;
}

/** Tensors by name, for a network. */
function inputsOf(inputs: readonly InputPort[]): string {
  const cells = [...new Set(inputs.flatMap((port) => cellOf(port).split(' | ')))].join(' | ');
  return `export type Cell = ${cells};
export type Nested = readonly (Cell | Nested)[];

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: ArrayLike<Cell>;
}

export interface Inputs {
${inputs.map(({ name }) => `  readonly ${literal(name)}: Tensor | Nested;\n`).join('')}}

export type Rows = Inputs${inputs.length === 1 ? ' | Tensor | Nested' : ''};
`;
}

function classesOf({ classes }: Program): string {
  if (!classes) return '';
  const list = (labels: readonly ClassLabel[]): string =>
    `readonly [${labels.map(labelLiteral).map(typeOf).join(', ')}]`;
  const several = Array.isArray(classes[0]);
  const type = several
    ? `readonly [${(classes as readonly (readonly ClassLabel[])[]).map(list).join(', ')}]`
    : list(classes as readonly ClassLabel[]);
  return `\nexport declare const classes: ${type};\n`;
}

/** A literal as a type: there are none of NaN and of Infinity. */
const typeOf = (text: string): string => (/^-?(NaN|Infinity)$/.test(text) ? 'number' : text);

function outputOf({ methods, outputs, network, classes }: Program, method: Method): string {
  const types = methods[method]!.map((name, target) => {
    const dtype = outputs.find((port) => port.name === name)?.dtype ?? 'float64';
    return `Output<${labelsOf(classes, method, dtype, target) ?? ARRAYS[dtype] ?? 'ArrayLike<unknown>'}>`;
  });
  if (network) return `{ ${methods[method]!.map((name, i) => `readonly ${literal(name)}: ${types[i]!}`).join('; ')} }`;
  return types.length === 1 ? types[0]! : `readonly [${types.join(', ')}]`;
}

/** What a classifier of text predicts is one of its classes. */
function labelsOf(classes: Program['classes'], method: Method, dtype: DType, target: number): string | undefined {
  if (method !== 'predict' || dtype !== 'str' || !classes) return undefined;
  const labels = Array.isArray(classes[0]) ? classes[target] : classes;
  if (!Array.isArray(labels) || !labels.every((label) => typeof label === 'string')) return undefined;
  return `readonly (${labels.map(literal).join(' | ')})[]`;
}
