/** Records of a member and of the archive, as bytes. @see APPNOTE 4.3.7 to 4.3.16 */

import type { Layout } from '../spec/layouts.js';
import { EXTRA, FLAG, IN_ZIP64, METHOD, SIGNATURE, SIZE } from '../spec/records.js';
import { Fields } from './bytes.js';

/** A member as it is written. */
export interface Written {
  readonly name: Uint8Array;
  readonly method: number;
  readonly flags: number;
  readonly modified: number;
  readonly crc32: number;
  readonly size: number;
  readonly compressedSize: number;
  /** Offset of its local header. */
  readonly offset: number;
  /** Sizes in a zip64 field of the local header, even where they would fit. */
  readonly zip64: boolean;
}

function isLarge(value: number): boolean {
  return value >= IN_ZIP64.u32;
}

function hasLargeSizes({ size, compressedSize }: Written): boolean {
  return isLarge(size) || isLarge(compressedSize);
}

function neededBy(method: number, { needed }: Layout): number {
  return needed[method === METHOD.stored ? 0 : 1];
}

/** @param align - what the offset of the data is to be a multiple of, by an extra field of padding as PyTorch writes it */
export function localHeader(member: Written, layout: Layout, align: number): Uint8Array {
  const { name, method, flags, modified, crc32, size, compressedSize, offset } = member;
  const zip64 = member.zip64 || hasLargeSizes(member);
  const follows = (flags & FLAG.descriptor) !== 0;
  const extra = new Fields();
  if (zip64) extra.u16(EXTRA.zip64, 16).u64(size, compressedSize);
  if (align > 1) {
    const start = offset + SIZE.local + name.length + extra.length + 4;
    const padding = (align - (start % align)) % align;
    extra.u16(EXTRA.padding, padding).raw(new Uint8Array(padding).fill(0x5a));
  }
  const shown = (value: number) => (zip64 ? IN_ZIP64.u32 : follows ? 0 : value);
  return new Fields()
    .u32(SIGNATURE.local)
    .u16(zip64 ? layout.zip64 : neededBy(method, layout), flags, method)
    .u32(modified, follows ? 0 : crc32, shown(compressedSize), shown(size))
    .u16(name.length, extra.length)
    .raw(name)
    .raw(extra.toBytes())
    .toBytes();
}

export function descriptor(member: Written): Uint8Array {
  const { crc32, size, compressedSize } = member;
  const fields = new Fields().u32(SIGNATURE.descriptor, crc32);
  return (hasLargeSizes(member) ? fields.u64(compressedSize, size) : fields.u32(compressedSize, size)).toBytes();
}

/** @see CPython, `ZipFile._write_end_record`, for which values go to the zip64 field together */
export function entry(member: Written, layout: Layout): Uint8Array {
  const { name, method, flags, modified, crc32, size, compressedSize, offset } = member;
  const sizes = hasLargeSizes(member);
  const values = [...(sizes ? [size, compressedSize] : []), ...(isLarge(offset) ? [offset] : [])];
  const extra = new Fields();
  if (values.length > 0) extra.u16(EXTRA.zip64, 8 * values.length).u64(...values);
  const zip64 = member.zip64 || values.length > 0;
  return new Fields()
    .u32(SIGNATURE.entry)
    .u16(zip64 ? Math.max(layout.madeBy & 0xff, layout.zip64) | (layout.madeBy & 0xff00) : layout.madeBy)
    .u16(zip64 ? layout.zip64 : neededBy(method, layout), flags, method)
    .u32(modified, crc32, sizes ? IN_ZIP64.u32 : compressedSize, sizes ? IN_ZIP64.u32 : size)
    .u16(name.length, extra.length, 0, 0, 0)
    .u32(layout.attributes, Math.min(offset, IN_ZIP64.u32))
    .raw(name)
    .raw(extra.toBytes())
    .toBytes();
}

/** The directory's place and size, as the end of the archive says them. */
export interface Directory {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
}

export function endRecords({ count, offset, size }: Directory, layout: Layout): Uint8Array {
  const fields = new Fields();
  if (layout.alwaysZip64End || count >= IN_ZIP64.u16 || isLarge(offset) || isLarge(size)) {
    fields
      .u32(SIGNATURE.zip64End)
      .u64(SIZE.zip64End - 12)
      .u16(layout.zip64MadeBy, layout.zip64)
      .u32(0, 0)
      .u64(count, count, size, offset)
      .u32(SIGNATURE.zip64Locator, 0)
      .u64(offset + size)
      .u32(1);
  }
  const shown = Math.min(count, IN_ZIP64.u16);
  return fields
    .u32(SIGNATURE.end)
    .u16(0, 0, shown, shown)
    .u32(Math.min(size, IN_ZIP64.u32), Math.min(offset, IN_ZIP64.u32))
    .u16(0)
    .toBytes();
}
