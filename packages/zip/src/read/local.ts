/**
 * Where the data of a member lie: behind its local header.
 * @see APPNOTE 4.3.7, 4.3.9
 */

import type { ByteSource } from '@brine/core';
import type { Report } from '../discrepancy.js';
import type { ZipMember, ZipSettings } from '../member.js';
import { EXTRA, FLAG, IN_ZIP64, METHOD, SIGNATURE, SIZE } from '../spec/records.js';
import { extraFields } from './extra.js';
import { View } from './view.js';

/** The bytes of a member in the file, compressed as they are. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** What a reader has to know of a member before it touches its data. */
interface Local {
  readonly view: View;
  readonly nameEnd: number;
  readonly extent: Extent;
}

async function readLocal(
  source: ByteSource,
  member: ZipMember,
  report: Report,
  { signal }: ZipSettings,
): Promise<Local> {
  const { name, offset, compressedSize } = member;
  const fixed =
    offset + SIZE.local <= source.size ? new View(await source.read(offset, SIZE.local, signal)) : undefined;
  if (fixed?.u32(0) !== SIGNATURE.local) {
    throw report.fatal('local', `There is no local header at ${offset}.`, member.entryOffset, name);
  }
  const nameEnd = SIZE.local + fixed.u16(26);
  const headerEnd = nameEnd + fixed.u16(28);
  if (offset + headerEnd + compressedSize > source.size) {
    const message = `${compressedSize} bytes from ${offset + headerEnd} on pass the end of the file.`;
    throw report.fatal('local', message, offset, name);
  }
  const view = new View(await source.read(offset, headerEnd, signal));
  return { view, nameEnd, extent: { offset: offset + headerEnd, length: compressedSize } };
}

/**
 * Where the data of a member lie, as CPython's `zipfile.ZipFile.open` finds them, and as strictly.
 *
 * @throws Stop when they cannot be read, or when readers would not agree on them
 */
export async function locate(
  source: ByteSource,
  member: ZipMember,
  report: Report,
  settings: ZipSettings,
): Promise<Extent> {
  const { name, method, flags, entryOffset, size, compressedSize } = member;
  if (flags & (FLAG.encrypted | FLAG.strong | FLAG.masked)) {
    throw report.fatal('encrypted', 'The member is encrypted.', entryOffset, name);
  }
  if (flags & FLAG.patch) throw report.fatal('method', 'The member is a patch of another file.', entryOffset, name);
  if (method !== METHOD.stored && method !== METHOD.deflated) {
    throw report.fatal('method', `The member is compressed by method ${method}.`, entryOffset, name);
  }
  if (method === METHOD.stored && size !== compressedSize) {
    const message = `The member is stored, but has ${size} bytes in ${compressedSize}.`;
    throw report.fatal('size', message, entryOffset, name);
  }
  const { view, nameEnd, extent } = await readLocal(source, member, report, settings);
  if (!hasName(view, nameEnd, member)) throw report.fatal('local', OTHER_NAME, member.offset, name);
  if (view.u16(8) !== method) {
    const message = `Its method is ${view.u16(8)} in its local header and ${method} in the directory.`;
    throw report.fatal('local', message, member.offset, name);
  }
  return extent;
}

/**
 * Compares a member's local header and descriptor with the directory.
 *
 * @returns offset behind the member
 * @throws Stop when there is no local header to compare with
 */
export async function compareLocal(
  source: ByteSource,
  member: ZipMember,
  report: Report,
  settings: ZipSettings,
): Promise<number> {
  const { name, offset } = member;
  const { view, nameEnd, extent } = await readLocal(source, member, report, settings);
  if (!hasName(view, nameEnd, member)) report.add('local', OTHER_NAME, offset, name);
  const hasDescriptor = (view.u16(6) & FLAG.descriptor) !== 0;
  const sizes = localSizes(view, nameEnd);
  if (!sizes) report.add('local', 'The extra fields of the local header are not well-formed.', offset, name);
  const pairs: [string, number, number][] = [
    ['flags', view.u16(6) & ~FLAG.effort, member.flags & ~FLAG.effort],
    ['method', view.u16(8), member.method],
    ['time', view.u32(10), member.modified],
  ];
  // Zeros stand for what follows the data.
  const follows = (value: number) => hasDescriptor && value === 0;
  if (!follows(view.u32(14))) pairs.push(['checksum', view.u32(14), member.crc32]);
  if (sizes && !follows(sizes.size)) pairs.push(['size', sizes.size, member.size]);
  if (sizes && !follows(sizes.compressedSize)) {
    pairs.push(['compressed size', sizes.compressedSize, member.compressedSize]);
  }
  for (const [what, here, there] of pairs) {
    if (here === there) continue;
    report.add('local', `Its ${what} is ${here} in its local header and ${there} in the directory.`, offset, name);
  }
  const dataEnd = extent.offset + extent.length;
  return hasDescriptor ? descriptorEnd(source, member, dataEnd, report, settings) : dataEnd;
}

function localSizes(view: View, nameEnd: number): { size: number; compressedSize: number } | undefined {
  const classic = { compressedSize: view.u32(18), size: view.u32(22) };
  const extra = new View(view.part(nameEnd, view.length));
  const fields = extraFields(extra);
  const field = fields?.find(({ id }) => id === EXTRA.zip64);
  if (!field || field.end - field.start < 16) return fields && classic;
  const left = (value: number, at: number) => (value === IN_ZIP64.u32 ? extra.u64(at) : value);
  return {
    size: left(classic.size, field.start),
    compressedSize: left(classic.compressedSize, field.start + 8),
  };
}

/** The descriptor may or may not have a signature, and sizes of 4 or 8 bytes: it is the one that agrees with the directory. */
async function descriptorEnd(
  source: ByteSource,
  member: ZipMember,
  at: number,
  report: Report,
  { signal }: ZipSettings,
): Promise<number> {
  const view = new View(await source.read(at, Math.min(24, source.size - at), signal));
  for (const start of [4, 0]) {
    if (start === 4 && !(view.length >= 4 && view.u32(0) === SIGNATURE.descriptor)) continue;
    for (const width of [4, 8]) {
      const end = start + 4 + 2 * width;
      if (end > view.length) continue;
      const read = (place: number) => (width === 4 ? view.u32(place) : view.u64(place));
      const agrees =
        view.u32(start) === member.crc32 &&
        read(start + 4) === member.compressedSize &&
        read(start + 4 + width) === member.size;
      if (agrees) return at + end;
    }
  }
  report.add('descriptor', 'What follows its data does not agree with the directory.', at, member.name);
  return at;
}

const OTHER_NAME = 'The name in its local header is another one than in the directory.';

function hasName(view: View, nameEnd: number, { nameBytes }: ZipMember): boolean {
  const local = view.part(SIZE.local, nameEnd);
  return local.length === nameBytes.length && local.every((byte, i) => byte === nameBytes[i]);
}
