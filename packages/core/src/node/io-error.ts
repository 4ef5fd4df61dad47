import { CodecError } from '../errors.js';

/** What the system's error codes mean to a person. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many files are open',
};

/**
 * A system error as a CodecError with fault `io`.
 *
 * @param action - `opened`, `read`, `written`
 */
export function ioError(error: unknown, path: string, action: string): CodecError {
  if (error instanceof Error && error.name === 'AbortError') throw error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return new CodecError({
    codec: 'core',
    code: 'BRINE-IO-' + (action === 'opened' ? 'OPEN' : action === 'read' ? 'READ' : 'WRITE'),
    fault: 'io',
    message: `${path} cannot be ${action}: ${reason}`,
    cause: error,
  });
}
