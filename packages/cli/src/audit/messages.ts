/** What the command and the process that judges for it say to each other. */

import { CodecError, type CodecErrorShape, type Fault, type Place } from '@brine/core';
import type { Audited } from './audit-file.js';

/** To the process: a file, with its bytes when it is standard input. */
export interface Request {
  readonly file: string;
  readonly bytes?: Uint8Array;
}

/** From it: once that it is ready, then an answer to each request. */
export type Answer = { readonly ready: true } | { readonly audited: Audited } | { readonly error: ErrorData };

/** An error as data: between processes only the message of one would be left. */
interface ErrorData {
  readonly codec: string;
  readonly code: string;
  readonly fault: Fault;
  readonly message: string;
  readonly at: Place;
  readonly hint: string | undefined;
  /** Of the cause, for reports of bugs. */
  readonly stack: string | undefined;
}

export function toData({ codec, code, fault, message, at, hint, stack, cause }: CodecErrorShape): ErrorData {
  return { codec, code, fault, message, at, hint, stack: cause instanceof Error ? cause.stack : stack };
}

export function toError({ at, stack, ...about }: ErrorData): CodecError {
  const error = new CodecError({ ...about, ...at });
  if (stack !== undefined) error.stack = stack;
  return error;
}
