/** Bytes of elements that were put together by their place. */
export function unshuffle(bytes: Uint8Array, values: readonly number[]): Uint8Array {
  const size = values[0] ?? 1;
  const count = Math.floor(bytes.length / size);
  if (size <= 1 || count <= 1) return bytes;
  const result = new Uint8Array(bytes.length);
  for (let byte = 0; byte < size; byte++) {
    let from = byte * count;
    for (let to = byte; to < count * size; to += size) result[to] = bytes[from++]!;
  }
  result.set(bytes.subarray(count * size), count * size);
  return result;
}

/** The way there, for writing. */
export function shuffle(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  if (size <= 1 || count <= 1) return bytes;
  const result = new Uint8Array(bytes.length);
  for (let byte = 0; byte < size; byte++) {
    let to = byte * count;
    for (let from = byte; from < count * size; from += size) result[to++] = bytes[from]!;
  }
  result.set(bytes.subarray(count * size), count * size);
  return result;
}
