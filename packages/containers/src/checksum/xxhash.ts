import xxhash, { type XXHashAPI } from 'xxhash-wasm';

/** Handed over at a time: the library copies it into memory that never shrinks. */
const PIECE = 1 << 16;

let loaded: Promise<XXHashAPI> | undefined;

/** XXH32 with seed 0, as an unsigned number. */
export type Hasher32 = (bytes: Uint8Array) => number;
/** XXH64 with seed 0, unsigned. */
export type Hasher64 = (bytes: Uint8Array) => bigint;

/** The checksum of LZ4. */
export async function xxh32(): Promise<Hasher32> {
  const { create32 } = await (loaded ??= xxhash());
  return (bytes) => inPieces(create32(), bytes);
}

/** The checksum of Zstandard. */
export async function xxh64(): Promise<Hasher64> {
  const { create64 } = await (loaded ??= xxhash());
  return (bytes) => inPieces(create64(), bytes);
}

function inPieces<T>(hash: { update(bytes: Uint8Array): unknown; digest(): T }, bytes: Uint8Array): T {
  for (let at = 0; at < bytes.length; at += PIECE) hash.update(bytes.subarray(at, at + PIECE));
  return hash.digest();
}
