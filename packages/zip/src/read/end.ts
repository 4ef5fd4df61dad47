/**
 * The end of an archive, from which it is read: end record, zip64 end record, and what lies behind.
 * @see APPNOTE 4.3.14 to 4.3.16; found as CPython's `zipfile._EndRecData` does
 */

import type { ByteSource } from '@brine/core';
import type { Report } from '../discrepancy.js';
import type { ZipSettings } from '../member.js';
import { IN_ZIP64, MAX_COMMENT, SIGNATURE, SIZE } from '../spec/records.js';
import { View } from './view.js';

/** Where the directory lies, as the end of the archive tells. */
export interface End {
  /** Members that it should have. */
  readonly count: number;
  /** Offset of the directory in the file. */
  readonly directory: number;
  readonly directorySize: number;
  /** By how much all offsets are to be moved: bytes that were put in front of the archive. */
  readonly prefix: number;
  /** Offset of the first of the end records. */
  readonly offset: number;
  readonly comment: Uint8Array;
}

/** The last bytes of the file, where all of this is. */
interface Tail {
  readonly view: View;
  /** Offset of its first byte in the file. */
  readonly start: number;
}

/** @throws Stop when there is none, or it is damaged */
export async function readEnd(source: ByteSource, report: Report, { signal }: ZipSettings): Promise<End> {
  const length = Math.min(source.size, SIZE.zip64End + SIZE.zip64Locator + SIZE.end + MAX_COMMENT);
  const start = source.size - length;
  const tail: Tail = { view: new View(await source.read(start, length, signal)), start };
  const at = findEnd(tail);
  if (at === undefined) throw report.fatal('end', 'There is no end record: it is no zip archive, or cut off.', 0);
  const { view } = tail;
  const commentAt = at + SIZE.end;
  const commentEnd = commentAt + view.u16(at + 20);
  if (commentEnd > length) report.add('end', 'The comment is cut off.', start + at);
  if (commentEnd < length) {
    report.add('trailing', `${length - commentEnd} bytes lie behind the archive.`, start + commentEnd);
  }
  const others = otherEnds(view, at);
  for (const other of others) report.add('second-end', 'There is another end record.', start + other);

  const classic = {
    disks: [view.u16(at + 4), view.u16(at + 6)],
    counts: [view.u16(at + 8), view.u16(at + 10)],
    size: view.u32(at + 12),
    directory: view.u32(at + 16),
  };
  const zip64 = await readZip64(source, tail, at, report, signal);
  if (zip64) compare(classic, zip64, report, start + at);
  const end = zip64 ?? classic;
  if (end.disks.some((disk) => disk !== 0)) {
    throw report.fatal('disks', 'The archive is a part of one of several files.', start + at);
  }
  if (end.counts[0] !== end.counts[1]) {
    report.add('count', `It has ${end.counts[1]} members, of which ${end.counts[0]} in this file.`, start + at);
  }
  const offset = zip64?.offset ?? start + at;
  const directory = offset - end.size;
  const prefix = directory - end.directory;
  if (directory < 0 || prefix < 0) {
    const message = `The directory should be ${end.size} bytes at ${end.directory}, but the end record is at ${offset}.`;
    throw report.fatal('directory', message, start + at);
  }
  return {
    count: end.counts[1]!,
    directory,
    directorySize: end.size,
    prefix,
    offset,
    comment: view.part(commentAt, commentEnd),
  };
}

/** The last signature behind which the record has room. */
function findEnd({ view }: Tail): number | undefined {
  for (let at = view.length - SIZE.end; at >= 0; at--) if (isEnd(view, at)) return at;
  return undefined;
}

function isEnd(view: View, at: number): boolean {
  return view.bytes[at] === 0x50 && view.u32(at) === SIGNATURE.end;
}

/** End records by which another reader may go: those whose comment reaches to the end of the file, and any in the comment. */
function otherEnds(view: View, found: number): number[] {
  const others: number[] = [];
  for (let at = view.length - 4; at >= 0; at--) {
    if (at === found || !isEnd(view, at)) continue;
    const isWhole = at + SIZE.end <= view.length;
    if (at > found || (isWhole && at + SIZE.end + view.u16(at + 20) === view.length)) others.push(at);
  }
  return others;
}

interface Counts {
  readonly disks: readonly number[];
  readonly counts: readonly number[];
  readonly size: number;
  readonly directory: number;
}

async function readZip64(
  source: ByteSource,
  { view, start }: Tail,
  end: number,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<(Counts & { offset: number }) | undefined> {
  const locator = end - SIZE.zip64Locator;
  if (locator < 0 || view.u32(locator) !== SIGNATURE.zip64Locator) return undefined;
  const told = view.u64(locator + 8);
  // Its place is known without believing an offset, unless it has been extended, which nothing that we know of does.
  const adjacent = start + locator - SIZE.zip64End;
  const places = [adjacent, told].filter((at) => at >= 0 && at + SIZE.zip64End <= start + locator);
  let offset: number | undefined;
  for (const at of places) if (await hasSignature(source, at, signal)) offset ??= at;
  if (offset === undefined) {
    throw report.fatal('zip64', 'The zip64 end record is not where its locator says.', start + locator);
  }
  const record = new View(await source.read(offset, SIZE.zip64End, signal));
  const length = record.u64(4) + 12;
  if (offset + length !== start + locator) {
    report.add('zip64', 'The zip64 end record does not end where its locator begins.', offset);
  }
  const directory = record.u64(48);
  const size = record.u64(40);
  // With bytes in front of the archive the locator, like all offsets, does not count them.
  if (told !== offset && told !== directory + size) {
    report.add('zip64', `The locator has ${told} for the zip64 end record at ${offset}.`, start + locator);
  }
  return {
    disks: [record.u32(16), record.u32(20), view.u32(locator + 4)],
    counts: [record.u64(24), record.u64(32)],
    size,
    directory,
    offset,
  };
}

async function hasSignature(source: ByteSource, at: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new View(await source.read(at, 4, signal)).u32(0) === SIGNATURE.zip64End;
}

/** A value of the end record that is not left to the zip64 one has to be the same there, else readers differ. */
function compare(classic: Counts, zip64: Counts, report: Report, offset: number): void {
  const fields: [string, number, number, number][] = [
    ['number of members', classic.counts[1]!, zip64.counts[1]!, IN_ZIP64.u16],
    ['size of the directory', classic.size, zip64.size, IN_ZIP64.u32],
    ['offset of the directory', classic.directory, zip64.directory, IN_ZIP64.u32],
  ];
  for (const [what, here, there, left] of fields) {
    if (here !== left && here !== there) {
      report.add('zip64', `The ${what} is ${here} in the end record and ${there} in the zip64 one.`, offset);
    }
  }
}
