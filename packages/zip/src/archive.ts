import { checkRange, fromBytes, type ByteSource } from '@brine/core';
import { orThrow, Report, type Discrepancy } from './discrepancy.js';
import type { ZipMember, ZipSettings } from './member.js';
import { checkCrc, readContent } from './read/content.js';
import { readDirectory } from './read/directory.js';
import { readEnd } from './read/end.js';
import { locate, type Extent } from './read/local.js';
import { METHOD } from './spec/records.js';

/** An archive whose directory was read. Its members are read when asked for, by their own bytes only. */
export interface ZipArchive {
  /** In the order of the directory. */
  readonly members: readonly ZipMember[];
  /** Comment of the archive. */
  readonly comment: Uint8Array;
  /** Bytes that were put in front of the archive: offsets of members have been moved by it. */
  readonly prefix: number;
  /** What is strange about its structure, as far as reading the directory shows; {@link examineZip} sees more. */
  readonly discrepancies: readonly Discrepancy[];
  /** A member by its name; of several the last one, as Python's zipfile has it. */
  member(name: string): ZipMember | undefined;
  /**
   * Where the stored or compressed bytes of a member lie in the file.
   *
   * @throws CodecError `malformed` when its local header is missing or contradicts the directory, `unsupported` when it is encrypted
   * or compressed by another method than DEFLATE
   */
  locate(member: ZipMember): Promise<Extent>;
  /**
   * The content of a member, whose checksum is verified. A view of the file when it is stored and the file is in memory.
   *
   * @throws CodecError as {@link locate}, `malformed` for damaged data or a wrong checksum, `limit`
   */
  read(member: ZipMember): Promise<Uint8Array>;
  /**
   * A member as a source, under its name. A stored one is read by ranges out of the file, so that nothing verifies its
   * checksum; a deflated one is inflated and verified now.
   *
   * @throws CodecError as {@link read}
   */
  open(member: ZipMember): Promise<ByteSource>;
}

/**
 * Opens an archive: reads its end and its directory.
 *
 * @throws CodecError `malformed` when it is none or its directory is damaged, `unsupported` for a part of several files, `limit`
 */
export async function openZip(source: ByteSource, settings: ZipSettings): Promise<ZipArchive> {
  return orThrow(settings.codec ?? 'zip', () => readArchive(source, settings, new Report()));
}

/** @throws Stop */
export async function readArchive(source: ByteSource, settings: ZipSettings, report: Report): Promise<ZipArchive> {
  const { codec = 'zip' } = settings;
  const end = await readEnd(source, report, settings);
  const members = await readDirectory(source, end, report, settings);
  const byName = new Map(members.map((member) => [member.name, member]));
  const content = async (member: ZipMember, extent: Extent) => {
    const bytes = await readContent(source, member, extent, new Report(), settings);
    checkCrc(bytes, member, extent, new Report());
    return bytes;
  };
  const find = (member: ZipMember) => locate(source, member, new Report(), settings);
  return {
    members,
    comment: end.comment,
    prefix: end.prefix,
    discrepancies: report.found,
    member: (name) => byName.get(name),
    locate: (member) => orThrow(codec, () => find(member)),
    read: (member) => orThrow(codec, async () => content(member, await find(member))),
    open: (member) =>
      orThrow(codec, async () => {
        const extent = await find(member);
        return member.method === METHOD.stored
          ? part(source, extent, member.name)
          : fromBytes(await content(member, extent), member.name);
      }),
  };
}

/** A range of a source as a source of its own. */
function part(source: ByteSource, { offset, length }: Extent, name: string): ByteSource {
  if (source.bytes) return fromBytes(source.bytes.subarray(offset, offset + length), name);
  return {
    size: length,
    name,
    async read(start, count, signal) {
      checkRange(length, start, count);
      return source.read(offset + start, count, signal);
    },
  };
}
