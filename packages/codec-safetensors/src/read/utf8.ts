import { DAMAGED, failure } from '../errors.js';

/**
 * Text out of strict UTF-8.
 *
 * @param offset - byte offset of `bytes` in the file
 * @throws CodecError `malformed` with the offset of the first byte that is wrong
 */
export function decodeUtf8(bytes: Uint8Array, offset: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const message = 'The header is not UTF-8.';
    throw failure({ code: 'JSON', fault: 'malformed', message, offset: offset + validLength(bytes), hint: DAMAGED });
  }
}

/** Length of the longest prefix that valid UTF-8 begins with. */
function validLength(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      valid = middle;
    } catch {
      invalid = middle;
    }
  }
  return valid;
}
