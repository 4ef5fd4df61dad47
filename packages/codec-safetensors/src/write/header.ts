import { concatBytes } from '@brine/core';
import { failure } from '../errors.js';
import { isWellFormed } from '../spec/text.js';
import { ELEMENT_TYPES, HEADER_ALIGNMENT, LENGTH_BYTES, MAX_HEADER_BYTES, METADATA_KEY } from '../spec/format.js';
import type { Piece } from './pieces.js';

/**
 * Tensors in the order of the reference: by element type, the most aligned first, then by name (in UTF-8's order).
 *
 * @throws CodecError `encode` for two of one name
 */
export function arrange(pieces: readonly Piece[]): Piece[] {
  const arranged = pieces
    .map((piece) => ({ piece, rank: ELEMENT_TYPES.indexOf(piece.type), key: new TextEncoder().encode(piece.name) }))
    .sort((a, b) => b.rank - a.rank || compareBytes(a.key, b.key))
    .map(({ piece }) => piece);
  const seen = new Set<string>();
  for (const { name } of arranged) {
    if (seen.has(name)) throw refusal(`Two tensors have the name ${JSON.stringify(name)}.`, name);
    seen.add(name);
  }
  return arranged;
}

/**
 * The header's length and the header, padded so that the data are aligned.
 *
 * @throws CodecError `encode` when it is longer than the format allows
 */
export function encodeHeader(pieces: readonly Piece[], metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  let end = 0;
  const entries = pieces.map(({ name, type, shape, byteLength }) => {
    const start = end;
    end += byteLength;
    return entry(name, { dtype: type.stored, shape, data_offsets: [start, end] });
  });
  if (Object.keys(metadata).length > 0) entries.unshift(entry(METADATA_KEY, checked(metadata)));
  const json = new TextEncoder().encode(`{${entries.join(',')}}`);
  const length = Math.ceil(json.length / HEADER_ALIGNMENT) * HEADER_ALIGNMENT;
  if (length > MAX_HEADER_BYTES)
    throw refusal(`The header would have ${length} bytes; the format allows ${MAX_HEADER_BYTES}.`);
  const prefix = new Uint8Array(LENGTH_BYTES);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length), true);
  return concatBytes([prefix, json, new Uint8Array(length - json.length).fill(0x20)]);
}

/** Text, not an object of all entries: a name like `__proto__` or `1` would not keep its place in one. */
function entry(name: string, value: object): string {
  return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function checked(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const isText = (text: unknown) => typeof text === 'string' && isWellFormed(text);
  if (Object.entries(metadata).flat().every(isText)) return metadata;
  const message = 'The metadata are not a map from text to text.';
  throw failure({ code: 'METADATA', fault: 'option', message, path: METADATA_KEY });
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function refusal(message: string, path?: string): Error {
  return failure({ code: 'ENCODE', fault: 'encode', message, path });
}
