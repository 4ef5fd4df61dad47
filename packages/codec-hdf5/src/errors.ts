import { CodecError, type CodecErrorInit } from '@brine/core';

export const ID = 'hdf5';

/** An error of this codec; `code` is what follows `BRINE-HDF5-`. */
export function failure({ code, ...init }: Omit<CodecErrorInit, 'codec'>): CodecError {
  return new CodecError({ codec: ID, code: `BRINE-HDF5-${code}`, ...init });
}

/** Bytes that break the rules of the format. */
export function malformed(message: string, offset: number, path?: string): CodecError {
  return failure({ code: 'MALFORMED', fault: 'malformed', message, offset, path, hint: DAMAGED });
}

/** What is well-formed but not read here: named, never guessed. */
export function unsupported(message: string, offset: number | undefined, hint?: string): CodecError {
  return failure({ code: 'UNSUPPORTED', fault: 'unsupported', message, offset, hint });
}

const DAMAGED = 'The file is damaged, or its writer is at fault: get it again, or write it again.';
