/** Lists of numbers to bytes: the hot loops of writing. */

import type { NumberList } from '../read/numbers.js';

const MOST_BYTES = 10;

/** The bytes of packed floats and doubles are the list's own; integers become varints. */
export function packNumbers(list: NumberList): Uint8Array {
  if (list instanceof Float32Array || list instanceof Float64Array) {
    return new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
  }
  return encodeVarints(list, new Uint8Array(0));
}

/** The numbers one after another, each behind its tag. */
export function runOfNumbers(list: NumberList, tag: Uint8Array): Uint8Array {
  if (!(list instanceof Float32Array || list instanceof Float64Array)) return encodeVarints(list, tag);
  const raw = new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
  const size = list.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(list.length * (tag.length + size));
  for (let i = 0, at = 0; i < list.length; i++) {
    for (const byte of tag) bytes[at++] = byte;
    for (let k = 0; k < size; k++) bytes[at++] = raw[i * size + k]!;
  }
  return bytes;
}

function encodeVarints(list: Exclude<NumberList, Float32Array | Float64Array>, tag: Uint8Array): Uint8Array {
  const wide = list.BYTES_PER_ELEMENT === 8;
  const words = new Int32Array(list.buffer, list.byteOffset, list.byteLength / 4);
  let bytes = new Uint8Array(list.length * (tag.length + 2) + MOST_BYTES + tag.length);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    if (at + tag.length + MOST_BYTES > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    for (let k = 0; k < tag.length; k++) bytes[at++] = tag[k]!;
    let low = words[wide ? 2 * i : i]!;
    // A negative int32 is written with the sign spread over 64 bits.
    let high = wide ? words[2 * i + 1]! : low >> 31;
    while (high !== 0 || low >>> 7 !== 0) {
      bytes[at++] = (low & 0x7f) | 0x80;
      low = (low >>> 7) | (high << 25);
      high >>>= 7;
    }
    bytes[at++] = low;
  }
  return bytes.subarray(0, at);
}
