import { CodecError } from '../errors.js';

/**
 * Checks that a range lies within a source.
 *
 * @throws CodecError `malformed` when it does not
 */
export function checkRange(size: number, offset: number, length: number): void {
  if (!(
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    offset + length <= size
  )) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-IO-RANGE',
      fault: 'malformed',
      message: `${length} bytes are needed at offset ${offset}, but the file has ${size} bytes`,
      offset,
      hint: 'The file is truncated, or a length in it is wrong.',
    });
  }
}
