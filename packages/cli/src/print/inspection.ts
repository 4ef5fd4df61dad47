/** `brine inspect` for people. */

import type { FunctionInfo, LayerTable, Port, TensorInfo } from '@brine/core';
import type { Report } from '../commands/inspect.js';
import { printable } from '../errors.js';
import { layerLines } from './layers.js';
import { columns, humanBytes, portText, shapeText, treeLines } from './layout.js';
import type { Style } from './style.js';

/** Sections of more lines are cut; `--json` has them whole. */
const MOST = 60;

/** @param refined - codecs of which the file's is a special case: that they match too is no news */
export function inspectionText(about: Report, refined: readonly string[], style: Style): string {
  const { file, functions, tensors, globals, tree, layerTable, inputs, outputs, notes } = about;
  const sections = [
    facts(about, refined),
    inputs && outputs ? section('model', ports(inputs, outputs), style) : '',
    tree ? section('tree', cut(treeLines(tree, style), '--depth shows less'), style) : '',
    layerTable ? layers(layerTable, style) : '',
    tensors
      ? section(`tensors (${tensors.length}, ${humanBytes(sum(tensors))})`, cut(tensorLines(tensors)), style)
      : '',
    functions ? section(`functions (${functions.length})`, cut(functions.map(functionLine)), style) : '',
    globals ? section(`globals (${globals.length})`, cut([...globals]), style) : '',
    notes
      ? section(
          'notes',
          notes.map(({ message, path }) => (path === undefined ? message : `${path}: ${message}`)),
          style,
        )
      : '',
  ];
  return `${style.bold(printable(file))}\n${sections.filter((text) => text !== '').join('\n')}`;
}

function facts(about: Report, refined: readonly string[]): string {
  const {
    format,
    containers = [],
    codec,
    confidence,
    matches,
    version,
    producer,
    root,
    size,
    details,
    verdict,
  } = about;
  const expected = new Set([codec, ...containers, ...refined]);
  const others = matches.filter((match) => !expected.has(match.codec));
  const rows: [string, string][] = [
    ['format', [format, ...containers.map((id) => `in ${id}`)].join(' ') + ` (${confidence})`],
    ['might be', others.map((match) => `${match.codec} (${match.confidence})`).join(', ')],
    ['version', version ?? ''],
    [
      'written by',
      Object.entries(producer ?? {})
        .map(([name, release]) => `${name} ${release}`.trim())
        .join(', '),
    ],
    ['root', root ?? ''],
    ['to load', verdict ?? ''],
    ['size', humanBytes(size)],
    ...Object.entries(details ?? {}).map(([name, value]): [string, string] => [name, detail(value)]),
  ];
  const lines = columns(rows.filter(([, value]) => value !== '').map(([name, value]) => [name, printable(value)]));
  return lines.map((line) => `  ${line}\n`).join('');
}

function detail(value: unknown): string {
  return typeof value === 'string'
    ? value
    : JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}

function section(title: string, lines: readonly string[], style: Style): string {
  return lines.length > 0
    ? `  ${style.bold(title)}\n${lines.map((line) => (line === '' ? '\n' : `    ${line}\n`)).join('')}`
    : '';
}

function cut(lines: readonly string[], hint = '--json has all', most = MOST): readonly string[] {
  return lines.length > most ? [...lines.slice(0, most), `… ${lines.length - most} more lines (${hint})`] : lines;
}

/** Layers are what a model is: more of them are shown than of other things. */
const MOST_LAYERS = 1000;

function layers(table: LayerTable, style: Style): string {
  const { rows, totals } = layerLines(table);
  const [header, ...body] = cut(rows, '--json has all', MOST_LAYERS);
  return section('layers', [style.dim(header!), ...body, '', ...totals], style);
}

function ports(inputs: NonNullable<Report['inputs']>, outputs: readonly Port[]): string[] {
  const takes = inputs.map((port) => [
    'takes',
    printable(port.name),
    portText(port),
    columnsText(port.columns ?? [], port.name),
  ]);
  const gives = outputs.map((port) => ['gives', printable(port.name), portText(port), '']);
  return columns([...takes, ...gives]);
}

function columnsText(names: readonly string[], port: string): string {
  if (names.length === 0 || (names.length === 1 && names[0] === port)) return '';
  const shown = names.slice(0, 12).join(', ');
  return printable(names.length > 12 ? `${shown}, … ${names.length - 12} more` : shown);
}

function tensorLines(tensors: readonly TensorInfo[]): string[] {
  return columns(
    tensors.map(({ name, dtype, shape, bytes, offset, sha256 }) => [
      printable(name ?? ''),
      dtype,
      shapeText(shape),
      humanBytes(bytes),
      offset === undefined ? '' : `at ${offset}`,
      sha256 ?? '',
    ]),
  );
}

function sum(tensors: readonly TensorInfo[]): number {
  return tensors.reduce((total, { bytes }) => total + bytes, 0);
}

function functionLine({ name, signature, python, needs, runs, traces }: FunctionInfo): string {
  const facts = [
    python === undefined ? '' : `Python ${python}`,
    needs && needs.length > 0 ? `needs ${needs.join(', ')}` : '',
    runs === undefined ? '' : runs ? 'runs' : 'does not run',
    traces === undefined ? '' : traces ? 'traces' : 'does not trace',
  ].filter((fact) => fact !== '');
  return printable(`${name}${signature ?? ''}${facts.length > 0 ? `  (${facts.join('; ')})` : ''}`);
}
