/** What the kinds whose sidecars hold a tagged `value` share. */

import { isCodecError, type PyValue } from '@brine/core';
import { toTagged } from '@brine/core/values';
import { compareTagged } from './compare.js';
import type { CorpusFile, Outcome } from './kind.js';

/** A part of a sidecar that may be left out because it is that of another (`value_of`, `same_as`). */
export function resolved(file: CorpusFile, key: string): unknown {
  let { sidecar } = file;
  for (let hops = 0; hops < 10; hops++) {
    if (key in sidecar) return sidecar[key];
    const other = sidecar[`${key}_of`] ?? sidecar['same_as'];
    if (typeof other !== 'string') break;
    sidecar = file.other(other);
  }
  throw new Error(`the sidecar of ${file.path} has no ${key}`);
}

/**
 * @param path - of the file
 * @param adapt - changes our tagged JSON where the program that made the sidecar made something else of a value
 */
export function compareValue(
  expected: unknown,
  value: PyValue,
  path: string,
  adapt?: (tagged: unknown) => unknown,
): Outcome {
  const tagged: unknown = toTagged(value);
  const { difference, inert } = compareTagged(expected, adapt ? adapt(tagged) : tagged, path);
  if (difference) return { status: 'different', ...difference };
  return inert.length > 0 ? { status: 'inert', names: inert } : { status: 'equal' };
}

/** The outcome of work that a codec may refuse; anything else that is thrown is a bug, and comes out. */
export async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!isCodecError(error)) throw error;
    const { code, message, at } = error;
    const offset = at.offset === undefined ? '' : ` (offset ${at.offset})`;
    return { status: 'failed', error: `${code} ${message}${offset}` };
  }
}

/** The worst of several outcomes of one file. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  const bad = outcomes.find(({ status }) => status === 'failed' || status === 'different');
  if (bad) return bad;
  const names = new Set(outcomes.flatMap((outcome) => (outcome.status === 'inert' ? outcome.names : [])));
  return names.size > 0 ? { status: 'inert', names: [...names] } : { status: 'equal' };
}
