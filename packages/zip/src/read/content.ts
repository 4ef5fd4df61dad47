/** The content of a member: stored as it is, or deflated; bounded before anything is allocated. */

import { crc32, limitError, type ByteSource } from '@brine/core';
import type { Report } from '../discrepancy.js';
import type { ZipMember, ZipSettings } from '../member.js';
import { MAX_RATIO, METHOD } from '../spec/records.js';
import { inflate } from './inflate.js';
import type { Extent } from './local.js';

/** Ratios are looked at above this size. */
const SMALL = 1 << 20;

/**
 * @returns the content; of a stored member a view of what the source keeps
 * @throws Stop when it is damaged, CodecError `limit`
 */
export async function readContent(
  source: ByteSource,
  member: ZipMember,
  extent: Extent,
  report: Report,
  settings: ZipSettings,
): Promise<Uint8Array> {
  const { name, size, method } = member;
  const { limits, signal, codec = 'zip' } = settings;
  const at = { offset: extent.offset, path: `${name}:` };
  // In memory already, a stored member costs nothing.
  const isHeld = source.bytes !== undefined && method === METHOD.stored;
  if (!isHeld && size > limits.bytes) throw limitError(codec, 'bytes', limits, `The member has ${size} bytes`, at);
  if (!isHeld && size > limits.expanded && method !== METHOD.stored) {
    throw limitError(codec, 'expanded', limits, `The member has ${size} bytes`, at);
  }
  if (size > SMALL && size > extent.length * limits.expansion) {
    throw limitError(codec, 'expansion', limits, `${size} bytes come out of ${extent.length} compressed ones`, at);
  }
  if (method === METHOD.stored) return source.read(extent.offset, extent.length, signal);

  if (size > MAX_RATIO * extent.length) {
    throw report.fatal('size', `${size} bytes cannot come out of ${extent.length}.`, extent.offset, name);
  }
  const output = allocate(size, settings, at);
  const { made, used, wrong } = await inflate(await source.read(extent.offset, extent.length, signal), output, signal);
  if (wrong !== undefined) throw report.fatal('data', `${wrong}.`, extent.offset + used, name);
  if (made !== size) {
    throw report.fatal('size', `${made} bytes come out, where ${size} should.`, extent.offset + used, name);
  }
  if (used < extent.length) {
    const message = `${extent.length - used} bytes lie behind its compressed data.`;
    report.add('data', message, extent.offset + used, name);
  }
  return output;
}

function allocate(
  size: number,
  { limits, codec = 'zip' }: ZipSettings,
  at: { readonly offset: number; readonly path: string },
): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw limitError(codec, 'bytes', limits, `There is no memory for the ${size} bytes of the member`, at);
  }
}

/** @throws Stop when the checksum is wrong */
export function checkCrc(content: Uint8Array, member: ZipMember, extent: Extent, report: Report): void {
  const found = crc32(content);
  if (found === member.crc32) return;
  const hex = (value: number) => value.toString(16).padStart(8, '0');
  const message = `Its checksum is ${hex(found)}, where the directory has ${hex(member.crc32)}.`;
  throw report.fatal('crc', message, extent.offset, member.name);
}
