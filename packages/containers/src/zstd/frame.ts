/**
 * The outside of Zstandard frames: where each begins and ends, without decompressing it.
 * @see RFC 8878, 3.1
 */

import { limitError, type Limits } from '@brine/core';
import { malformed, unsupported } from '../errors.js';

const MAGIC = 0xfd2fb528;
/** 16 magic numbers of frames that readers pass over; the lowest 4 bits are free. */
const SKIPPABLE_MAGIC = 0x184d2a50;

/** Flags of a frame; sizes of two more fields are in the upper and lower two bits. */
const SINGLE_SEGMENT = 0x20;
const RESERVED = 0x08;
const CHECKSUM = 0x04;

const BLOCK_HEADER = 3;
const RLE = 1;
const RESERVED_BLOCK = 3;
const MAX_BLOCK = 1 << 17;
/** What `zstd` and libzstd take, too, unless they are told to take more. */
const MAX_WINDOW = 1 << 27;

export interface ZstdFrame {
  readonly start: number;
  /** Offset behind the header and each of the blocks. */
  readonly ends: readonly number[];
  /** Offset of the checksum, when there is one. */
  readonly checksum?: number;
  readonly contentSize?: number;
  /** Offset behind the frame. */
  readonly end: number;
}

/**
 * @returns the frame at an offset, or the offset behind one that is to be passed over
 * @throws CodecError `malformed`, `unsupported` for one that needs a dictionary, `limit` for one that needs a large window
 */
export function frameAt(id: string, input: Uint8Array, start: number, limits: Limits): ZstdFrame | number {
  const need = (at: number, length: number) => {
    if (at + length > input.length) throw malformed(id, 'unexpected end of file', input.length);
  };
  const number = (at: number, length: number) => {
    need(at, length);
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + input[at + i]!;
    return value;
  };

  const magic = number(start, 4);
  if (magic - (magic % 16) === SKIPPABLE_MAGIC) {
    const length = number(start + 4, 4);
    need(start + 8, length);
    return start + 8 + length;
  }
  if (magic !== MAGIC) {
    throw malformed(id, start === 0 ? 'it does not begin with a frame' : 'what follows a frame is none', start);
  }

  const flags = number(start + 4, 1);
  if (flags & RESERVED) throw unsupported(id, 'has frames with a flag that is reserved', start + 4);
  const isSingle = (flags & SINGLE_SEGMENT) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3]!;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6]!;
  let at = start + 5;
  let window = isSingle ? undefined : windowBytes(number(at++, 1));
  if (number(at, dictionaryBytes) !== 0) throw unsupported(id, 'needs a dictionary', at);
  at += dictionaryBytes;
  const contentSize = sizeBytes === 0 ? undefined : number(at, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  at += sizeBytes;
  window ??= contentSize!;
  if (window > Math.min(MAX_WINDOW, limits.bytes)) {
    throw limitError(
      id,
      'bytes',
      { ...limits, bytes: Math.min(MAX_WINDOW, limits.bytes) },
      `The window has ${window} bytes`,
      { offset: start },
    );
  }

  const ends = [at];
  for (let isLast = false; !isLast;) {
    const header = number(at, BLOCK_HEADER);
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    if (kind === RESERVED_BLOCK) throw malformed(id, 'a block is of a kind that is reserved', at);
    if (size > MAX_BLOCK) throw malformed(id, 'a block is longer than it may be', at);
    isLast = (header & 1) === 1;
    const length = BLOCK_HEADER + (kind === RLE ? 1 : size);
    need(at, length);
    at += length;
    ends.push(at);
  }
  if ((flags & CHECKSUM) === 0) return { start, ends, end: at, ...(contentSize === undefined ? {} : { contentSize }) };
  need(at, 4);
  return { start, ends, checksum: at, end: at + 4, ...(contentSize === undefined ? {} : { contentSize }) };
}

/** A window's size as exponent and mantissa (3.1.1.1.2). */
function windowBytes(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
