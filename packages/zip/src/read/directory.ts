/**
 * The central directory: an entry for each member.
 * @see APPNOTE 4.3.12
 */

import { crc32, limitError, type ByteSource } from '@brine/core';
import type { Report } from '../discrepancy.js';
import type { ZipMember, ZipSettings } from '../member.js';
import { EXTRA, FLAG, IN_ZIP64, SIGNATURE, SIZE } from '../spec/records.js';
import type { End } from './end.js';
import { extraFields, type ExtraField } from './extra.js';
import { decodeName, decodeUtf8 } from './names.js';
import { View } from './view.js';

/** @throws Stop when it is damaged, CodecError `limit` when it is too large */
export async function readDirectory(
  source: ByteSource,
  end: End,
  report: Report,
  { limits, signal, codec = 'zip' }: ZipSettings,
): Promise<ZipMember[]> {
  const { directory, directorySize, prefix, count } = end;
  if (directorySize > limits.bytes) {
    throw limitError(codec, 'bytes', limits, `The directory has ${directorySize} bytes`, { offset: directory });
  }
  const view = new View(await source.read(directory, directorySize, signal));
  const members: ZipMember[] = [];
  for (let at = 0; at < view.length;) {
    const offset = directory + at;
    if (members.length >= limits.items) {
      throw limitError(codec, 'items', limits, 'The archive has too many members', { offset });
    }
    if (at + SIZE.entry > view.length || view.u32(at) !== SIGNATURE.entry) {
      throw report.fatal('directory', `There is no entry of the directory at ${offset}.`, offset);
    }
    const nameEnd = at + SIZE.entry + view.u16(at + 28);
    const extraEnd = nameEnd + view.u16(at + 30);
    const next = extraEnd + view.u16(at + 32);
    if (next > view.length) throw report.fatal('directory', 'An entry of the directory is cut off.', offset);
    const nameBytes = view.part(at + SIZE.entry, nameEnd);
    const flags = view.u16(at + 8);
    const member: ZipMember = {
      name: decodeName(nameBytes, (flags & FLAG.utf8) !== 0),
      nameBytes,
      method: view.u16(at + 10),
      flags,
      crc32: view.u32(at + 16),
      compressedSize: view.u32(at + 20),
      size: view.u32(at + 24),
      offset: view.u32(at + 42) + prefix,
      entryOffset: offset,
      modified: view.u32(at + 12),
      madeBy: view.u16(at + 4),
      externalAttributes: view.u32(at + 38),
      extra: view.part(nameEnd, extraEnd),
      comment: view.part(extraEnd, next),
    };
    if (view.u16(at + 34) !== 0) report.add('disks', 'The member is said to be in another file.', offset, member.name);
    members.push(withExtra(member, prefix, report));
    at = next;
  }
  // The end record has 16 bits for it.
  if (members.length % 2 ** 16 !== count % 2 ** 16 || (count > IN_ZIP64.u16 && members.length !== count)) {
    report.add('count', `The end record says ${count} members, the directory has ${members.length}.`, end.offset);
  }
  return members;
}

/** What the extra fields say: sizes and offset of more than 32 bits. */
function withExtra(member: ZipMember, prefix: number, report: Report): ZipMember {
  const { name, extra, entryOffset } = member;
  const view = new View(extra);
  const fields = extraFields(view);
  if (!fields) report.add('directory', 'The extra fields are not well-formed.', entryOffset, name);
  for (const field of fields ?? []) {
    if (field.id === EXTRA.unicodePath) checkUnicodePath(member, view, field, report);
  }
  const wanted = [member.size, member.compressedSize, member.offset - prefix].map((value) => value === IN_ZIP64.u32);
  if (!wanted.includes(true)) return member;
  const field = fields?.find(({ id }) => id === EXTRA.zip64);
  let at = field?.start ?? 0;
  const [size, compressedSize, offset] = wanted.map((isThere) => {
    if (!isThere) return undefined;
    if (!field || at + 8 > field.end) throw report.fatal('zip64', 'A zip64 field is missing.', entryOffset, name);
    at += 8;
    return view.u64(at - 8);
  });
  return {
    ...member,
    size: size ?? member.size,
    compressedSize: compressedSize ?? member.compressedSize,
    offset: offset === undefined ? member.offset : offset + prefix,
  };
}

/** Another name in UTF-8, which only some readers look at; it counts when it has the checksum of the first. */
function checkUnicodePath(member: ZipMember, view: View, { start, end }: ExtraField, report: Report): void {
  if (end - start < 5 || view.u32(start + 1) !== crc32(member.nameBytes)) return;
  const other = decodeUtf8(view.part(start + 5, end));
  if (other === member.name) return;
  const message = `Its name is ${JSON.stringify(member.name)}, or ${JSON.stringify(other ?? 'no text')} for other readers.`;
  report.add('name', message, member.entryOffset, member.name);
}
