import { CodecError } from '@brine/core';

/** What cannot be written, and what the user can do: one row for each code. */
const CODES = {
  VALUE: 'Values are made by the makers of @brine/core, or converted from plain JavaScript by fromJs.',
  NAME: 'Write a higher protocol: from 3 on names may be any text, from 4 on they may hold any character.',
  SIZE: 'Write protocol 4 or higher.',
  DIGITS: 'Write protocol 2 or higher: Python reads no int of more than 4,300 digits out of text.',
  PERSID: 'Write protocol 1 or higher: protocol 0 has a line of ASCII for a persistent id.',
} as const;

export type UnwritableCode = keyof typeof CODES;

/** What the parts of the writer throw; the pickler, which knows where in the value it is, makes a CodecError of it. */
export class Unwritable extends Error {
  constructor(
    readonly code: UnwritableCode,
    message: string,
  ) {
    super(message);
  }

  at(path: string): CodecError {
    return new CodecError({
      codec: 'pickle',
      code: `BRINE-PICKLE-${this.code}`,
      fault: 'encode',
      message: this.message,
      path,
      hint: CODES[this.code],
    });
  }
}

/** For a combination of options that says nothing. */
export function optionError(message: string, hint: string): CodecError {
  return new CodecError({ codec: 'pickle', code: 'BRINE-PICKLE-OPTION', fault: 'option', message, hint });
}
