import type { ByteSource } from '../contract/bytes.js';
import type { Limits } from '../contract/limits.js';
import { limitError } from '../limits.js';

/**
 * All bytes of a source: its own memory where it has it, else one read.
 *
 * @param codec - id of the plugin, for the error
 * @throws CodecError `limit` when the source is larger than `limits.bytes`
 */
export async function readAll(
  source: ByteSource,
  limits: Limits,
  codec: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (source.bytes) return source.bytes;
  if (source.size > limits.bytes) throw limitError(codec, 'bytes', limits, `The file has ${source.size} bytes`);
  return source.read(0, source.size, signal);
}
