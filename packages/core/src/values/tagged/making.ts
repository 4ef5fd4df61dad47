/** What makers of values out of tagged JSON work with. */

import type { PyDict, PyFrozenSet, PyGlobal, PySet, PyValue } from '../../contract/value.js';
import { pyGlobal } from '../../model/make.js';
import { bytesOfHex } from '../python/text.js';

/** An object of tagged JSON, not yet trusted. */
export type Node = Readonly<Record<string, unknown>>;

export interface Making {
  /** Writes the value of tagged JSON to `target[key]`, when its turn comes. */
  put(target: object, key: string | number, json: unknown): void;
  list(json: unknown): PyValue[];
  /** `key, value, ...` of `[[key, value], ...]`. */
  pairs(json: unknown): PyValue[];
  /** Drops keys that Python holds equal, once they are all there. */
  unique(container: PyDict | PySet | PyFrozenSet): void;
  /** Runs when every value is in its place. */
  after(check: () => void): void;
  /** Refuses, with the path in the JSON. */
  fail(message: string, hint?: string): never;
}

export type Maker = (node: Node, making: Making) => PyValue;

export function textOf(node: Node, key: string, making: Making): string {
  const value = node[key];
  return typeof value === 'string' ? value : making.fail(`"${key}" is no text`);
}

export function intOf(text: unknown, making: Making): bigint {
  if (typeof text !== 'string' || !/^-?\d+$/.test(text))
    return making.fail('an int is no text of decimal digits', COLLAPSED);
  return BigInt(text);
}

export const COLLAPSED = 'Data that was collapsed to a hash cannot be read back: write the tagged JSON with `full`.';

export function hexBytes(node: Node, making: Making): Uint8Array {
  const hex = node['hex'];
  return (typeof hex === 'string' ? bytesOfHex(hex) : undefined) ?? making.fail('bytes have no "hex"', COLLAPSED);
}

/**
 * A class or function by its full name. Where the module ends is told, or guessed: at the first part that begins with a capital, else
 * before the last.
 */
export function globalOf(name: string, module?: unknown): PyGlobal {
  if (typeof module === 'string' && name.startsWith(`${module}.`))
    return pyGlobal(module, name.slice(module.length + 1));
  const parts = name.split('.');
  const capital = parts.findIndex((part, i) => i > 0 && /^_*[A-Z]/.test(part));
  const at = capital > 0 ? capital : Math.max(parts.length - 1, 1);
  const [of, own] = [parts.slice(0, at).join('.'), parts.slice(at).join('.')];
  return own === '' ? pyGlobal('builtins', of) : pyGlobal(of, own);
}
