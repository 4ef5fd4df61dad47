import { malformed, unsupported } from '../../errors.js';
import type { Stage } from './pipeline.js';

/** Integers without a loss; 0 and 1 are floats by decimal and by binary places. */
const INTEGERS = 2;

/**
 * Numbers as their distance from the least one of the chunk, in as few bits as the largest distance needs.
 * Values: kind of scaling, factor, elements of a chunk, class, bytes, sign, byte order, whether there is a fill value, its bytes.
 * @see H5Zscaleoffset.c
 */
export function unscale(bytes: Uint8Array, values: readonly number[], { offset }: Stage): Uint8Array {
  const [kind = 0, factor = 0, count = 0, , size = 0, , order = 0, hasFill = 0] = values;
  if (bytes.length < 21 || !(size >= 1 && size <= 8)) throw malformed('a chunk is shorter than its header', offset);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = view.getUint32(0, true);
  const least = view.getBigUint64(5, true);
  if (bits > size * 8) throw malformed('a chunk has more bits an element than its type', offset);
  const packed = bytes.subarray(21);
  if (
    count * size > 2 ** 31 ||
    (bits < size * 8 && packed.length * 8 < count * bits) ||
    (bits === size * 8 && packed.length < count * size)
  ) {
    throw malformed('a chunk is shorter than its elements', offset);
  }
  if (bits === size * 8) return packed.subarray(0, count * size);
  if (kind !== INTEGERS && kind !== 0)
    throw unsupported('the filter scaleoffset is not read for this kind of scaling', offset);

  const result = new Uint8Array(count * size);
  const out = new DataView(result.buffer);
  const fill = hasFill ? fillBits(values, size) : undefined;
  const full = (1n << BigInt(bits)) - 1n;
  const scale = 10 ** factor;
  const leastFloat = size === 4 ? view.getFloat32(5, true) : view.getFloat64(5, true);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let value = 0n;
    for (let left = bits; left > 0;) {
      const room = 8 - (at & 7);
      const taken = Math.min(room, left);
      const piece = (packed[at >> 3]! >> (room - taken)) & ((1 << taken) - 1);
      value = (value << BigInt(taken)) | BigInt(piece);
      at += taken;
      left -= taken;
    }
    // All ones stand for the fill value, where there is one.
    const isFill = fill !== undefined && bits > 0 && value === full;
    if (kind === INTEGERS || isFill) write(out, i * size, size, isFill ? fill : value + least);
    else if (size === 4) out.setFloat32(i * 4, Number(value) / scale + leastFloat, true);
    else out.setFloat64(i * 8, Number(value) / scale + leastFloat, true);
  }
  return order === 1 ? reversed(result, size) : result;
}

function fillBits(values: readonly number[], size: number): bigint {
  const low = BigInt(values[8] ?? 0);
  return size > 4 ? low | (BigInt(values[9] ?? 0) << 32n) : low;
}

function write(out: DataView, at: number, size: number, value: bigint): void {
  for (let byte = 0; byte < size; byte++) out.setUint8(at + byte, Number((value >> BigInt(8 * byte)) & 0xffn));
}

function reversed(bytes: Uint8Array, size: number): Uint8Array {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
  return bytes;
}
