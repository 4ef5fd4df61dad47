/** What an operator is in each version of it. */

import type { DType } from '@brine/core';
import { DTYPE_LETTERS } from '../operators/dtypes.js';
import { AI_ONNX, AI_ONNX_ML } from './versions.gen.js';

export interface VersionPort {
  readonly name: string;
  readonly option: 'single' | 'optional' | 'variadic';
  /** Dtypes that it may have; undefined for what may be no tensor. */
  readonly dtypes: ReadonlySet<DType> | undefined;
  /** Ports of the same name have the same dtype, but for variadic ones. */
  readonly type: string;
}

export interface VersionAttribute {
  readonly type: string;
  readonly required: boolean;
  /** As text. */
  readonly default?: string;
}

export interface OperatorVersion {
  /** First opset that has it. */
  readonly since: number;
  /** False for an operator that was withdrawn with this version: it has no ports then. */
  readonly exists: boolean;
  readonly inputs: readonly VersionPort[];
  readonly outputs: readonly VersionPort[];
  readonly attributes: ReadonlyMap<string, VersionAttribute>;
}

const LINES = new Map<string, string>();
for (const [domain, table] of [
  ['', AI_ONNX],
  ['ai.onnx.ml', AI_ONNX_ML],
] as const) {
  for (const line of table.trim().split('\n')) LINES.set(`${domain}:${line.slice(0, line.indexOf(' '))}`, line);
}
const PARSED = new Map<string, readonly OperatorVersion[]>();

/** Oldest first; none for an operator that is not known. */
export function versionsOf(domain: string, name: string): readonly OperatorVersion[] {
  const key = `${domain}:${name}`;
  const line = LINES.get(key);
  if (line === undefined) return [];
  let versions = PARSED.get(key);
  if (!versions) PARSED.set(key, (versions = parseLine(line)));
  return versions;
}

/** The version that an opset has; undefined where the opset does not have the operator. */
export function versionAt(domain: string, name: string, opset: number): OperatorVersion | undefined {
  const version = versionsOf(domain, name).findLast(({ since }) => since <= opset);
  return version?.exists === true ? version : undefined;
}

function parseLine(line: string): OperatorVersion[] {
  let last = ['', '', '', ''];
  return line
    .split(' ')
    .slice(1)
    .map((cell) => {
      const [since, ...parts] = cell.split('|') as [string, ...string[]];
      last = parts.map((part, i) => (part === '=' ? last[i]! : part));
      const [inputs = '', outputs = '', attributes = '', types = ''] = last;
      const byName = new Map(listOf(types, ',').map((word) => word.split('=') as [string, string]));
      return {
        since: Number(since),
        exists: parts.length > 0,
        inputs: listOf(inputs, ',').map((word) => parsePort(word, byName)),
        outputs: listOf(outputs, ',').map((word) => parsePort(word, byName)),
        attributes: new Map(listOf(attributes, ';').map(parseAttribute)),
      };
    });
}

const listOf = (text: string, separator: string) => text.split(separator).filter((word) => word !== '');

function parsePort(word: string, types: ReadonlyMap<string, string>): VersionPort {
  const [, name, mark, type] = /^(\w+)([?*]?):(.+)$/.exec(word)!;
  const letters = type!.startsWith('#') ? type!.slice(1) : (types.get(type!) ?? '~');
  return {
    name: name!,
    option: mark === '?' ? 'optional' : mark === '*' ? 'variadic' : 'single',
    dtypes: letters.includes('~') ? undefined : new Set(Array.from(letters, (letter) => DTYPE_LETTERS[letter]!)),
    type: type!,
  };
}

function parseAttribute(word: string): [string, VersionAttribute] {
  const [, name, type, required, value] = /^(\w+):(\w+)(!?)(?:=(.*))?$/.exec(word)!;
  return [name!, { type: type!, required: required === '!', ...(value === undefined ? {} : { default: value }) }];
}
