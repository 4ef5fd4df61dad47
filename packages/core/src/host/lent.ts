/** Sources as codecs get them. */

import type { ByteSource } from '../contract/bytes.js';

/** A source as codecs get it: closing it is the host's, since the next match may need it when this codec gives up. */
export function lent(source: ByteSource): ByteSource {
  const { size, name, bytes, sibling, readRanges } = source;
  return {
    size,
    ...(name === undefined ? {} : { name }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(sibling ? { sibling: (plain) => sibling.call(source, plain) } : {}),
    ...(readRanges ? { readRanges: (ranges, signal) => readRanges.call(source, ranges, signal) } : {}),
    read: (offset, length, signal) => source.read(offset, length, signal),
  };
}

/** The same for several that read it one after another: where they want it whole, it is read once. */
export function readOnce(source: ByteSource): ByteSource {
  let whole: Promise<Uint8Array> | undefined;
  return {
    ...lent(source),
    read: (offset, length, signal) =>
      offset === 0 && length === source.size
        ? (whole ??= source.read(offset, length, signal))
        : source.read(offset, length, signal),
  };
}
