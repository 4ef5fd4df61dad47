/** The header, as numpy writes it. @see numpy, `_write_array_header` in numpy/lib/_format_impl.py */

import { pyDict, pyTuple, type PyValue } from '@brine/core';
import { reprOf } from '@brine/core/values';
import { ALIGNMENT, GROWTH_DIGITS, KEYS, MAGIC, PREFIX_BYTES, VERSIONS } from '../spec/format.js';

export interface HeaderFields {
  readonly descr: PyValue;
  readonly fortran: boolean;
  readonly shape: readonly number[];
}

/** @returns undefined when it is too long for the format */
export function encodeHeader({ descr, fortran, shape }: HeaderFields): Uint8Array | undefined {
  const values: readonly PyValue[] = [descr, fortran, pyTuple(shape.map(BigInt))];
  const dict = reprOf(pyDict(KEYS.flatMap((key, i) => [key, values[i]!])))!;
  const grows = shape[fortran ? shape.length - 1 : 0];
  const room = grows === undefined ? '' : ' '.repeat(Math.max(0, GROWTH_DIGITS - String(grows).length));
  // numpy ends the last entry as the others, with a comma and a space.
  const text = `${dict.slice(0, -1)}, }${room}`;
  for (const [version, { lengthBytes, utf8 }] of Object.entries(VERSIONS)) {
    const bytes = utf8 ? new TextEncoder().encode(text) : latin1(text);
    if (!bytes) continue;
    const start = PREFIX_BYTES + lengthBytes;
    const padding = ALIGNMENT - ((start + bytes.length + 1) % ALIGNMENT);
    const length = bytes.length + padding + 1;
    if (length >= 2 ** (8 * lengthBytes)) continue;
    const header = new Uint8Array(start + length).fill(0x20);
    header.set([...MAGIC, Number(version), 0]);
    for (let i = 0; i < lengthBytes; i++) header[PREFIX_BYTES + i] = (length >>> (8 * i)) & 0xff;
    header.set(bytes, start);
    header[start + length - 1] = 0x0a;
    return header;
  }
  return undefined;
}

function latin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return undefined;
    bytes[i] = code;
  }
  return bytes;
}
