import { CodecError } from '../errors.js';

/** Depth to which structures that nobody nests in earnest (dtypes, indexes of indexes) are followed. */
export const NESTED_LIMIT = 64;

export function tooDeep(what: string): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-NESTED',
    fault: 'limit',
    message: `${what} is nested deeper than ${NESTED_LIMIT}`,
  });
}

export function notTagged(message: string, path: string, hint?: string): CodecError {
  return new CodecError({ codec: 'core', code: 'BRINE-CORE-TAGGED', fault: 'malformed', message, path, hint });
}
