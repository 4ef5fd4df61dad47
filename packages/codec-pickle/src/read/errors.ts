import { CodecError, limitError, type Fault, type Limits } from '@brine/core';

/** What went wrong, and what the user can do: one row for each code of this codec. */
const CODES = {
  TRUNCATED: ['malformed', 'The file is truncated, or a length in it is wrong.'],
  OPCODE: ['malformed', 'The file is damaged, or it is no pickle.'],
  STACK: ['malformed', 'The stream takes more values than it made: the file is damaged, or crafted.'],
  MEMO: [
    'malformed',
    'The stream refers to a value that it never stored: the file is damaged, or a part of a longer one.',
  ],
  TEXT: ['malformed', 'The argument of the opcode does not follow its syntax: the file is damaged.'],
  TYPE: ['malformed', 'No library writes such a stream: the file is damaged, or crafted.'],
  KEY: ['malformed', 'A dict key or set item must be hashable: the file is damaged, or crafted.'],
  ARRAY: ['malformed', 'The parts of an array do not fit together: the file is damaged, or crafted.'],
  NESTED: ['limit', 'Files of this kind nest a few deep: the file is crafted.'],
  PROTOCOL: ['unsupported', 'Brine reads the pickle protocols 0 to 5.'],
  NUMBER: ['unsupported', 'No JavaScript engine holds it well: the file is hardly an honest one.'],
  ENCODING: [
    'unsupported',
    'The file was written by Python 2: pass the encoding latin1 (--encoding latin1), which is right for numpy arrays, or bytes.',
  ],
  BUFFERS: ['unsupported', 'The arrays are kept beside the stream: pass their files, in order (--buffers FILE...).'],
  EXTENSION: ['unsupported', 'Name the class that the code stands for: --extension CODE=module.name.'],
} as const satisfies Record<string, readonly [Fault, string]>;

export type RefusalCode = keyof typeof CODES;

/**
 * What the parts of the machine throw; the loop, which knows the codec and the opcode's offset, makes a CodecError of it.
 */
export class Refusal extends Error {
  constructor(
    private readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }

  /** @param offset - of the opcode in the file */
  at(codec: string, offset: number, _limits: Limits): CodecError {
    const [fault, hint] = CODES[this.code];
    return new CodecError({ codec, code: `BRINE-PICKLE-${this.code}`, fault, message: this.message, offset, hint });
  }
}

/** A refusal because of one of the {@link Limits}. */
export class LimitRefusal extends Refusal {
  constructor(
    private readonly limit: keyof Limits,
    message: string,
  ) {
    super('NESTED', message);
  }

  override at(codec: string, offset: number, limits: Limits): CodecError {
    return limitError(codec, this.limit, limits, this.message, { offset });
  }
}
