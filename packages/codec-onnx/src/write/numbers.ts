/** Lists of numbers to bytes: the hot loops of writing. */

import type { NumberList } from '../read/numbers.js';

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
  const stride = list.BYTES_PER_ELEMENT / 4;
  const words = new Int32Array(list.buffer, list.byteOffset, list.byteLength / 4);
  const bytes = new Uint8Array(sizeOf(words, stride) + list.length * tag.length);
  for (let from = 0, at = 0; from < words.length; from += stride) {
    for (let k = 0; k < tag.length; k++) bytes[at++] = tag[k]!;
    let low = words[from]!;
    let high = highOf(words, from, stride);
    while (high !== 0 || low >>> 7 !== 0) {
      bytes[at++] = (low & 0x7f) | 0x80;
      low = (low >>> 7) | (high << 25);
      high >>>= 7;
    }
    bytes[at++] = low;
  }
  return bytes;
}

/** The upper half of a number; a negative int32 is written with its sign spread over 64 bits. */
function highOf(words: Int32Array, at: number, stride: number): number {
  return stride === 2 ? words[at + 1]! : words[at]! >> 31;
}

/** Bytes of all the numbers: one for each seven bits. */
function sizeOf(words: Int32Array, stride: number): number {
  let size = 0;
  for (let from = 0; from < words.length; from += stride) {
    const high = highOf(words, from, stride);
    const bits = high === 0 ? 32 - Math.clz32(words[from]! | 1) : 64 - Math.clz32(high);
    size += Math.ceil(bits / 7);
  }
  return size;
}
