/**
 * The engine's kernels in WebAssembly with SIMD.
 *
 *     node tools/engine/simd.mjs        writes packages/engine/src/simd/binary.gen.ts
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assemble, FLOATS } from '../wasm/assemble.mjs';
import { CURVE_TERMS, mix, ratio } from './simd/curves.mjs';
import { HEAD, list, meet, PANEL_BYTES } from './simd/products.mjs';
import { largest, lines } from './simd/windows.mjs';

/** Without the instructions that a number of rows does not need. */
const present = ({ body, ...rest }) => ({ ...rest, body: withoutFalse(body) });
const withoutFalse = (items) =>
  Array.isArray(items) ? items.filter((item) => item !== false).map(withoutFalse) : items;

/** The text of the generated file. */
export function binary() {
  const { f32, f64 } = FLOATS;
  const functions = [
    list('list32', f32),
    list('list64', f64),
    meet('meet32', f32),
    meet('meet64', f64),
    lines(),
    largest('largest32', f32, 1),
    largest('largest64', f64, 1),
    largest('largestOfTwo32', f32, 2),
    largest('largestOfTwo64', f64, 2),
    ratio(),
    mix(),
  ];
  const bytes = assemble(functions.map(present));
  return [
    '// Made by tools/engine/simd.mjs: do not edit.\n',
    '/** Bytes of a row of a panel: its columns are summed together. */',
    `export const PANEL_BYTES = ${PANEL_BYTES};\n`,
    '/** Bytes of a list of elements before the first. */',
    `export const LIST_HEAD = ${HEAD};\n`,
    '/** Terms of the series of `exp(x) - 1` after the first. */',
    `export const CURVE_TERMS = ${CURVE_TERMS};\n`,
    `/** A WebAssembly module of ${bytes.length} bytes in base64. */`,
    'export const BINARY =',
    `  '${Buffer.from(bytes).toString('base64')}';\n`,
  ].join('\n');
}

export const BINARY_FILE = join(import.meta.dirname, '../../packages/engine/src/simd/binary.gen.ts');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(BINARY_FILE, binary());
