import { crc32 } from '../checksum/crc32.js';
import { crc64 } from '../checksum/crc64.js';
import { malformed, unsupported } from '../errors.js';
import { CHECK, CHECK_BYTES } from './spec.js';

/** What the content of each block is checked with. */
export interface Check {
  readonly bytes: number;
  /** The check of a block's content, as it is stored. */
  of(content: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** @param flags - of the stream: a zero, and the kind of check */
export function checkOf(id: string, flags: Uint8Array, offset: number): Check {
  const [zero, kind = 0] = flags;
  if (zero !== 0 || kind > 0x0f) throw malformed(id, 'the header has flags that are reserved', offset);
  const bytes = CHECK_BYTES[kind]!;
  const of = CHECKS.get(kind);
  if (!of) throw unsupported(id, `has a check of kind ${kind}, which is reserved`, offset + 1);
  return { bytes, of };
}

const CHECKS: ReadonlyMap<number, Check['of']> = new Map<number, Check['of']>([
  [CHECK.none, () => new Uint8Array(0)],
  [CHECK.crc32, (content) => words(crc32(content))],
  [CHECK.crc64, (content) => words(...crc64(content))],
  [
    CHECK.sha256,
    async (content) => new Uint8Array(await crypto.subtle.digest('SHA-256', content as Uint8Array<ArrayBuffer>)),
  ],
]);

/** Numbers of 32 bits, little endian. */
function words(...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => view.setUint32(4 * i, value, true));
  return new Uint8Array(view.buffer);
}
