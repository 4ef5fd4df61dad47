/** Constants of a graph: equal ones are one. */

import type { DenseTensor } from '@brine/core';
import type { OwnValue } from './value.js';

/** Elements that the key covers; constants that agree in these are compared in full. */
const SAMPLE = 32;

export class ConstantPool {
  readonly #buckets = new Map<string, OwnValue[]>();

  /** The constant of these elements: the one that there is, else one made by `make`. */
  share(tensor: DenseTensor, make: () => OwnValue): OwnValue {
    const key = keyOf(tensor);
    const bucket = this.#buckets.get(key);
    const known = bucket?.find((value) => sameData(value.tensor!.data, tensor.data));
    if (known) return known;
    const value = make();
    if (bucket) bucket.push(value);
    else this.#buckets.set(key, [value]);
    return value;
  }
}

function keyOf({ dtype, shape, data }: DenseTensor): string {
  const sample = Array.from({ length: Math.min(SAMPLE, data.length) }, (_, i) =>
    typeof data[i] === 'string' ? JSON.stringify(data[i]) : data[i],
  );
  return `${dtype}[${shape.join()}]${data.length}:${sample.join()}`;
}

/** Bit for bit: 0 and -0 are two constants, a NaN is itself. */
function sameData(a: DenseTensor['data'], b: DenseTensor['data']): boolean {
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    const left = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
    const right = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
    return left.length === right.length && left.every((byte, i) => byte === right[i]);
  }
  return (
    !ArrayBuffer.isView(a) && !ArrayBuffer.isView(b) && a.length === b.length && a.every((item, i) => item === b[i])
  );
}
