import { propertiesOf, type Properties } from './model.js';

export interface LzmaHeader {
  readonly properties: Properties;
  /** Bytes of the content, when the header tells. */
  readonly size?: number;
}

export const HEADER_BYTES = 13;

/** No file of LZMA Utils is that large, so what says so is no header. */
const BELIEVED_SIZE = 2 ** 38;

/** @returns undefined for bytes that are no header, or too few */
export function readHeader(bytes: Uint8Array): LzmaHeader | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const properties = propertiesOf(bytes[0]!);
  if (!properties || !isDictionarySize(view.getUint32(1, true))) return undefined;
  const size = view.getBigUint64(5, true);
  if (size === 2n ** 64n - 1n) return { properties };
  return size < BELIEVED_SIZE ? { properties, size: Number(size) } : undefined;
}

/** 2^n or 2^n + 2^(n-1), or no limit: what encoders write. */
function isDictionarySize(size: number): boolean {
  if (size === 2 ** 32 - 1) return true;
  const upper = 2 ** Math.floor(Math.log2(size));
  return size === upper || size === upper * 1.5;
}
