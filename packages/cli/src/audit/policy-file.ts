/** `--policy FILE`: names that a user knows, as JSON. */

import type { Allowance } from '@brine/codec-pickle';
import { nearest } from '@brine/runtime';
import { usageError } from '../errors.js';

const KEYS = ['names', 'why', 'call', 'new', 'build', 'append', 'setItems', 'addItems', 'result'];
const HINT =
  'It is of the form { "allow": [{ "names": ["package.module.Class"], "new": "", "build": "attributes" }] }.';

/**
 * @param file - its name, for errors
 * @throws CodecError `option` for a file that is not of that form
 */
export function readPolicy(text: string, file: string): readonly Allowance[] {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch (error) {
    throw usageError(`${file} is not JSON: ${(error as Error).message}`, HINT);
  }
  const rows = typeof policy === 'object' && policy !== null ? (policy as { allow?: unknown }).allow : undefined;
  if (!Array.isArray(rows)) throw usageError(`${file} has no list "allow"`, HINT);
  return rows.map((row, i) => allowanceOf(row, `${file}, row ${i + 1}`));
}

function allowanceOf(row: unknown, where: string): Allowance {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw usageError(`${where} is not an object`, HINT);
  for (const [key, value] of Object.entries(row)) {
    if (!KEYS.includes(key)) {
      const near = nearest(key, KEYS);
      throw usageError(
        `${where} has the unknown key ${JSON.stringify(key)}`,
        near === undefined ? HINT : `Did you mean "${near}"?`,
      );
    }
    if (key !== 'names' && typeof value !== 'string') throw usageError(`${where}: "${key}" is not text`, HINT);
  }
  const { names } = row as { names?: unknown };
  if (
    !Array.isArray(names) ||
    names.length === 0 ||
    !names.every((name) => typeof name === 'string' && /^[^\s*.]+(\.[^\s*.]+)+$/.test(name))
  ) {
    throw usageError(
      `${where}: "names" is not a list of names written out, as "package.module.Class"`,
      'A name stands for itself: there are no patterns.',
    );
  }
  return row as Allowance;
}
