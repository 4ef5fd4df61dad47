/** Everything about an archive on which readers may differ, as data. */

import { isCodecError, type ByteSource } from '@brine/core';
import { readArchive, type ZipArchive } from './archive.js';
import { Report, Stop, type Discrepancy } from './discrepancy.js';
import type { ZipMember, ZipSettings } from './member.js';
import { checkCrc, readContent } from './read/content.js';
import { compareLocal, locate } from './read/local.js';
import { foldedName, strangeName } from './read/names.js';
import { FLAG, LINK } from './spec/records.js';

export interface ExamineSettings extends ZipSettings {
  /** Also reads every member, inflates it, and verifies its size and checksum. Default false: headers only. */
  readonly contents?: boolean;
}

export interface Examination {
  /** Undefined when a discrepancy of the archive is fatal. */
  readonly archive?: ZipArchive;
  /** In the order in which they were found. */
  readonly discrepancies: readonly Discrepancy[];
}

/** Bits that only bear on how something is read that is read here. */
const PLAIN_FLAGS = FLAG.effort | FLAG.descriptor | FLAG.utf8 | FLAG.encrypted | FLAG.strong | FLAG.masked | FLAG.patch;

/**
 * Reads an archive as an auditor: what is wrong or strange is listed, never thrown.
 *
 * @throws CodecError `io` only
 */
export async function examineZip(source: ByteSource, settings: ExamineSettings): Promise<Examination> {
  const report = new Report();
  const archive = await listed(report, undefined, () => readArchive(source, settings, report));
  if (!archive) return { discrepancies: report.found };
  examineNames(archive.members, report);
  const ranges: Range[] = [];
  for (const member of archive.members) {
    settings.signal?.throwIfAborted();
    examineEntry(member, report);
    const end = await listed(report, member.name, () => compareLocal(source, member, report, settings));
    if (end !== undefined) ranges.push({ start: member.offset, end, member });
    await listed(report, member.name, () => examineContent(source, member, report, settings));
  }
  examineLayout(archive, ranges, source.size, report);
  return { archive, discrepancies: unique(report.found) };
}

/** What stops the work is in the report already, save a limit. */
async function listed<T>(report: Report, member: string | undefined, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stop) return undefined;
    if (!isCodecError(error) || error.fault !== 'limit') throw error;
    report.fatal('limit', `${error.message}.`, error.at.offset ?? 0, member);
    return undefined;
  }
}

function examineNames(members: readonly ZipMember[], report: Report): void {
  const seen = new Map<string, string>();
  for (const { name, entryOffset } of members) {
    const strange = strangeName(name);
    if (strange !== undefined) report.add('name', `The name ${strange}.`, entryOffset, name);
    const folded = foldedName(name);
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, name);
    else if (other === name) report.add('duplicate', 'Another member has the same name.', entryOffset, name);
    else {
      const message = `Another member is ${JSON.stringify(other)}, which some readers take for the same name.`;
      report.add('duplicate', message, entryOffset, name);
    }
  }
}

function examineEntry(member: ZipMember, report: Report): void {
  const { name, flags, externalAttributes, entryOffset, size } = member;
  const others = flags & ~PLAIN_FLAGS;
  if (others !== 0) report.add('flags', `It has the flags 0x${others.toString(16)}.`, entryOffset, name);
  if (((externalAttributes >>> 16) & LINK.mask) === LINK.type) {
    report.add('link', 'It is a symbolic link.', entryOffset, name);
  }
  if (name.endsWith('/') && size > 0) report.add('folder', `It is a folder, but has ${size} bytes.`, entryOffset, name);
}

async function examineContent(
  source: ByteSource,
  member: ZipMember,
  report: Report,
  settings: ExamineSettings,
): Promise<void> {
  const extent = await locate(source, member, report, settings);
  if (!settings.contents) return;
  checkCrc(await readContent(source, member, extent, report, settings), member, extent, report);
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly member: ZipMember;
}

/** Every byte of the file belongs to one thing. */
function examineLayout({ members, prefix }: ZipArchive, ranges: Range[], size: number, report: Report): void {
  if (prefix > 0) report.add('prefix', `${prefix} bytes lie before the archive.`, 0);
  ranges.sort((a, b) => a.start - b.start);
  const directory = members[0]?.entryOffset ?? size;
  let last: Range | undefined;
  for (const range of ranges) {
    const { start, end, member } = range;
    const before = last?.end ?? prefix;
    if (last && start < before) {
      report.add('overlap', `It shares bytes with ${JSON.stringify(last.member.name)}.`, start, member.name);
    } else if (start > before) {
      const kind = last ? 'gap' : 'prefix';
      report.add(kind, `${start - before} bytes before it belong to no member.`, before, member.name);
    }
    if (end > directory) report.add('overlap', 'It shares bytes with the directory.', start, member.name);
    if (!last || end > last.end) last = range;
  }
  // Members without a local header leave holes that are named already.
  if (last && ranges.length === members.length && last.end < directory) {
    report.add('gap', `${directory - last.end} bytes before the directory belong to no member.`, last.end);
  }
}

/** The header is looked at twice, once to be compared, once to find the content: what is fatal only then is fatal. */
function unique(found: readonly Discrepancy[]): Discrepancy[] {
  return [...new Map(found.map((one) => [JSON.stringify({ ...one, fatal: undefined }), one])).values()];
}
