import { sha256 } from '@noble/hashes/sha2.js';
import { hexOf } from './python/text.js';

/** SHA-256 in lower-case hex, synchronous, on every platform. */
export function sha256Hex(bytes: Uint8Array): string {
  return hexOf(sha256(bytes));
}
