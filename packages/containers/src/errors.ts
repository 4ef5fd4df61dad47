import { CodecError } from '@brine/core';

/** The error of a container whose bytes break its format. */
export function malformed(id: string, message: string, offset: number, cause?: unknown): CodecError {
  return new CodecError({
    codec: id,
    code: `BRINE-${id.toUpperCase()}-DATA`,
    fault: 'malformed',
    message: `The ${id} data are damaged: ${message}.`,
    offset,
    hint: 'The file is truncated or damaged: get it again.',
    cause,
  });
}

/** The error of a container that uses something that we do not read. */
export function unsupported(id: string, message: string, offset: number): CodecError {
  return new CodecError({
    codec: id,
    code: `BRINE-${id.toUpperCase()}-UNSUPPORTED`,
    fault: 'unsupported',
    message: `This ${id} file ${message}.`,
    offset,
    hint: `Decompress it with another tool, and open what comes out.`,
  });
}
