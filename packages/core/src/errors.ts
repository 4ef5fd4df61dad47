/** The error that every plugin throws, and what is made of errors that are not ours. */

import type { CodecErrorShape, Fault, Place } from './contract/errors.js';

export interface CodecErrorInit {
  /** Id of the plugin, or `core`. */
  codec: string;
  /** `BRINE-<AREA>-<WORD>`. */
  code: string;
  fault: Fault;
  message: string;
  offset?: number | undefined;
  path?: string | undefined;
  hint?: string | undefined;
  cause?: unknown;
}

/** See {@link CodecErrorShape}; tell it by {@link isCodecError}. */
export class CodecError extends Error implements CodecErrorShape {
  override readonly name = 'CodecError' as const;
  readonly codec: string;
  readonly code: string;
  readonly fault: Fault;
  readonly at: Place;
  readonly hint?: string;
  file?: string;

  constructor(init: CodecErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.codec = init.codec;
    this.code = init.code;
    this.fault = init.fault;
    this.at = {
      ...(init.offset === undefined ? {} : { offset: init.offset }),
      ...(init.path === undefined ? {} : { path: init.path }),
    };
    if (init.hint !== undefined) this.hint = init.hint;
  }
}

/** Whether an error is a CodecError of this or another copy of core. */
export function isCodecError(error: unknown): error is CodecErrorShape {
  return (
    typeof error === 'object' &&
    error !== null &&
    (error as { name?: unknown }).name === 'CodecError' &&
    typeof (error as { fault?: unknown }).fault === 'string'
  );
}

/**
 * Any thrown thing as a CodecError: ours as it is, an abort as `io`, everything else as a `bug` of the plugin that let it out.
 */
export function asCodecError(error: unknown, codec: string): CodecErrorShape {
  if (isCodecError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AbortError') {
    return new CodecError({
      codec,
      code: 'BRINE-CORE-ABORTED',
      fault: 'io',
      message: 'The operation was aborted.',
      cause: error,
    });
  }
  return new CodecError({
    codec,
    code: 'BRINE-CORE-BUG',
    fault: 'bug',
    message: `Internal error: ${message}`,
    hint: 'This is a bug in Brine: please report it with the file if you can share it.',
    cause: error,
  });
}
