/** Groups, datasets and attributes to read: a line for each, indented by their groups. */

import type { Hierarchy } from '@brine/core';
import type { Json, JsonObject } from '@brine/core/values';
import { printable } from '../errors.js';
import type { Style } from '../print/style.js';
import { hierarchyJson } from './hierarchy.js';

/** @param full - collapse nothing */
export async function hierarchyText(hierarchy: Hierarchy, style: Style, full: boolean): Promise<string[]> {
  const { attrs, tree } = await hierarchyJson(hierarchy, full);
  const lines = [style.name('/'), ...attributeLines(attrs, '  ', style)];
  for (const [path, member] of Object.entries(tree as JsonObject)) {
    const names = path.split('/');
    const indent = '  '.repeat(names.length - 1);
    const about = member as JsonObject;
    const isGroup = about['group'] === true;
    const name = `${printable(names.at(-1)!)}${isGroup ? '/' : ''}`;
    const words = isGroup ? '' : ` ${memberText(about, style)}`;
    lines.push(`${indent}${style.name(name)}${words}`, ...attributeLines(about['attrs'], `${indent}  `, style));
    if (about['value'] !== undefined) lines.push(`${indent}  ${valueText(about['value'])}`);
    if (about['error'] !== undefined)
      lines.push(`${indent}  ${style.dim(`not read: ${printable(String(about['error']))}`)}`);
  }
  return lines.map((line) => `${line}\n`);
}

function attributeLines(attrs: Json | undefined, indent: string, style: Style): string[] {
  return Object.entries((attrs ?? {}) as JsonObject).map(
    ([name, value]) => `${indent}${style.dim(`@${printable(name)}`)} = ${valueText(value)}`,
  );
}

/** `float32 (13, 7) chunks (4, 3) gzip 4 shuffle`, or where a link goes. */
function memberText(about: JsonObject, style: Style): string {
  if ('soft_link' in about) return `-> ${printable(String(about['soft_link']))}`;
  if ('external_link' in about) return `-> ${printable((about['external_link'] as string[]).join(':'))} (another file)`;
  if ('datatype' in about) return `type ${style.type(String(about['datatype']))}`;
  if (about['dataset'] !== true) return 'a link of another kind';
  const { dtype, shape, chunks, compression, maxshape, enum: members, string } = about;
  const facts = [
    style.type(printable(string ? stringType(string as [string, number | null]) : String(dtype))),
    shape === null ? 'empty' : axes(shape!),
    chunks ? `chunks ${axes(chunks)}` : '',
    compression ? (compression as Json[]).filter((part) => part !== null).join(' ') : '',
    about['shuffle'] === true ? 'shuffle' : '',
    about['fletcher32'] === true ? 'fletcher32' : '',
    maxshape ? `grows to ${axes(maxshape)}` : '',
    members ? `enum ${printable(JSON.stringify(members))}` : '',
  ];
  return facts.filter((fact) => fact !== '').join(' ');
}

function stringType([encoding, length]: readonly [string, number | null]): string {
  return length === null ? `${encoding} text` : `${encoding} text of ${length} bytes`;
}

function axes(shape: Json): string {
  return `(${(shape as (number | null)[]).map((length) => length ?? 'any').join(', ')})`;
}

/** What stands in the JSON for a value, in one line: the value without what tells its type, which the line before has. */
function valueText(value: Json): string {
  return printable(JSON.stringify(bare(value)) ?? '');
}

function bare(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as Json[]).map(bare);
  const about = value as JsonObject;
  if (about['empty'] === true) return [];
  if (typeof about['hex'] === 'string') return utf8(about['hex']);
  if (typeof about['bytes'] === 'string') return utf8(about['bytes']);
  if (about['first'] !== undefined) return [...(about['first'] as Json[]).map(bare), '…'];
  for (const key of ['scalar', 'data', 'objects', 'reference', 'void', 'v']) {
    const inner = about[key];
    if (inner !== undefined) return bare(inner);
  }
  return about;
}

function utf8(hex: string): string {
  return Buffer.from(hex, 'hex').toString('utf8');
}
