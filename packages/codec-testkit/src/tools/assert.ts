import { isCodecError, type CodecErrorShape } from '@brine/core';

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** What a promise is rejected with. */
export async function rejection(work: Promise<unknown>, what: string): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error(`${what} should have been refused`);
}

const FAULTS = ['malformed', 'unsupported', 'limit', 'option', 'io', 'encode', 'bug'];

/** Checks the shape of an error: what every CodecError has to tell. */
export function assertCodecError(error: unknown, what: string): asserts error is CodecErrorShape {
  if (!isCodecError(error)) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`${what}: not a CodecError, but ${text}`, { cause: error });
  }
  const wrong = (message: string) =>
    new Error(`${what}: the error ${message} (${error.code}: ${error.message})`, { cause: error });
  if (!/^BRINE(-[A-Z0-9]+){2,}$/.test(error.code)) throw wrong('has a code that is not BRINE-<AREA>-<WORD>');
  if (!FAULTS.includes(error.fault)) throw wrong(`has the unknown fault ${String(error.fault)}`);
  if (error.fault === 'bug')
    throw wrong(`is a bug: ${String((error.cause as Error | undefined)?.stack ?? error.cause)}`);
  if (typeof error.codec !== 'string' || error.codec === '') throw wrong('does not name its codec');
  if (error.message === '' || /\bundefined\b|\bNaN\b|\[object /.test(error.message))
    throw wrong('has no readable message');
  if (error.hint !== undefined && typeof error.hint !== 'string') throw wrong('has a hint that is no text');
  const { offset, path } = error.at;
  if (offset !== undefined && !(Number.isSafeInteger(offset) && offset >= 0)) throw wrong(`has the offset ${offset}`);
  if (path !== undefined && typeof path !== 'string') throw wrong('has a path that is no text');
}

/** Whether something was thrown because a signal was aborted. */
export function isAbort(error: unknown): boolean {
  if (isCodecError(error)) return error.code === 'BRINE-CORE-ABORTED';
  return error instanceof Error && error.name === 'AbortError';
}
