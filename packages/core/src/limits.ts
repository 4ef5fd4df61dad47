import type { Limits } from './contract/limits.js';
import { CodecError } from './errors.js';

const GIB = 1024 ** 3;

export const DEFAULT_LIMITS: Limits = Object.freeze({
  bytes: 4 * GIB,
  depth: 10_000,
  items: 1e9,
  expansion: 1000,
  expanded: 4 * GIB,
  memo: 2 ** 31,
});

/**
 * The error for a limit that was reached.
 *
 * @param codec - id of the plugin
 * @param name - which limit
 * @param limits - the limits in force
 */
export function limitError(
  codec: string,
  name: keyof Limits,
  limits: Limits,
  what: string,
  at: { offset?: number; path?: string } = {},
): CodecError {
  return new CodecError({
    codec,
    code: `BRINE-LIMIT-${name.toUpperCase()}`,
    fault: 'limit',
    message: `${what} (limit ${name} = ${limits[name]})`,
    offset: at.offset,
    path: at.path,
    hint: `If you trust the file, raise the limit: --limit ${name}=N, or limits: { ${name}: N }.`,
  });
}
