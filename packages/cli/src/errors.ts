/** Errors of the command itself, and how every error is told. */

import { asCodecError, CodecError, type CodecErrorShape } from '@brine/core';
import { EXIT_OF_FAULT } from './exit.js';
import type { Io } from './io.js';

/** Wrong usage: fault `option`, exit code 3. */
export function usageError(message: string, hint?: string): CodecError {
  return new CodecError({ codec: 'cli', code: 'BRINE-CLI-USAGE', fault: 'option', message, hint });
}

/**
 * Tells an error: one block on standard error, or with `--json` a document on standard output.
 *
 * @returns the exit code
 */
export async function report(io: Io, thrown: unknown, file: string | undefined, json: boolean): Promise<number> {
  const error = asCodecError(thrown, 'cli');
  const subject = error.file ?? file;
  if (json) await io.write(`${JSON.stringify(errorDocument(error, subject))}\n`);
  else io.say(errorBlock(error, subject));
  return EXIT_OF_FAULT[error.fault];
}

function errorDocument(error: CodecErrorShape, file: string | undefined) {
  const { codec, code, fault, message, at, hint } = error;
  return {
    ...(file === undefined ? {} : { file }),
    error: { codec, code, fault, message, ...at, ...(hint === undefined ? {} : { hint }) },
  };
}

function errorBlock(error: CodecErrorShape, file: string | undefined): string {
  const { message, at, hint, code, fault } = error;
  const name = file === '-' ? 'standard input' : file;
  const subject = name === undefined || message.startsWith(name) ? '' : `${name}: `;
  const where = [at.offset === undefined ? '' : `byte ${at.offset}`, at.path ?? ''].filter((part) => part !== '');
  const lines = [
    `error: ${subject}${message}`,
    ...(where.length > 0 ? [`  where: ${where.join(', ')}`] : []),
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
    `  code: ${code}`,
    ...(fault === 'bug' ? stackOf(error) : []),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** What a report of a bug needs. */
function stackOf(error: CodecErrorShape): string[] {
  const { cause } = error;
  const stack = cause instanceof Error ? cause.stack : error.stack;
  return (stack ?? '').split('\n').map((line) => `  ${line}`);
}

/** Control characters and those that reverse the direction of text: a terminal obeys them. */
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Text out of a file, safe to print on one line. */
export function printable(text: string): string {
  return text.replace(CONTROL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
