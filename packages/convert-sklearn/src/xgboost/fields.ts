/** Members of the model document by name and type; JSON writes numbers as numbers, as text, and lists of them as lists. */

import { malformed } from '../read/index.js';
import type { Members, Node, Vector } from './ubjson.js';

function field(from: Members, name: string, path: string): Node {
  const found = from.get(name);
  if (found === undefined) throw malformed(`a model of XGBoost without ${name}`, path);
  return found;
}

/** @throws CodecError `malformed` for what is no object */
export function members(node: Node, path: string): Members {
  if (node instanceof Map) return node;
  throw malformed('a value where an object is needed', path);
}

export function fieldIn(from: Members, name: string, path: string): Members {
  return members(field(from, name, path), `${path}.${name}`);
}

export function textIn(from: Members, name: string, path: string): string {
  const found = field(from, name, path);
  if (typeof found !== 'string') throw malformed(`${name} is no text`, path);
  return found;
}

/** An int, as a number or as text. */
export function integer(from: Members, name: string, path: string, otherwise?: number): number {
  if (otherwise !== undefined && !from.has(name)) return otherwise;
  const found = field(from, name, path);
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
    throw malformed(`${name} is no natural number`, path);
  return number;
}

export function listOf(from: Members, name: string, path: string): readonly Node[] {
  const found = field(from, name, path);
  if (!Array.isArray(found)) throw malformed(`${name} is no list`, path);
  return found;
}

/** Numbers, typed or one by one; bools count as 0 and 1. */
export function numbersIn(from: Members, name: string, path: string): Vector {
  const found = field(from, name, path);
  if (ArrayBuffer.isView(found)) return found;
  if (!Array.isArray(found) || !found.every((item) => typeof item === 'number' || typeof item === 'boolean'))
    throw malformed(`${name} is no list of numbers`, path);
  return Float64Array.from(found, Number);
}

export function integers(from: Members, name: string, path: string): Vector {
  const found = numbersIn(from, name, path);
  if (!found.every(Number.isInteger)) throw malformed(`${name} is no list of integers`, path);
  return found;
}
