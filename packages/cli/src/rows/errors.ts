import { CodecError, type Fault } from '@brine/core';

export const INPUT_ERROR = 'BRINE-CLI-INPUT';

/** An error in the file of rows. */
export function inputError(fault: Fault, message: string, hint?: string, offset?: number): CodecError {
  return new CodecError({ codec: 'cli', code: INPUT_ERROR, fault, message, hint, offset });
}

/** Text of UTF-8 bytes; a byte order mark goes. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw inputError('malformed', 'the rows are not UTF-8 text', 'Save the file as UTF-8.');
  }
}
