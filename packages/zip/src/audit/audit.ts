/** Judges an archive: its structure, and every member by its own content. */

import { findingOf, fromBytes, isCodecError, readAll, type ByteSource, type Context, type Finding } from '@brine/core';
import type { ZipArchive } from '../archive.js';
import type { Discrepancy } from '../discrepancy.js';
import { examineZip } from '../examine.js';
import type { ZipMember } from '../member.js';
import { isPlainText, kindOf, localContents } from './members.js';
import { bomb, discrepancy, limited, script, unknownMember } from './rules.js';

/** What a codec whose files are archives knows of their members. */
export interface ZipAuditInit {
  /** Id of the codec, for errors. */
  readonly format: string;
  readonly source: ByteSource;
  readonly context: Context;
  /** Judges a member in its own way; undefined leaves it to the format that its content is of. */
  readonly member?: (name: string, source: ByteSource) => AsyncIterable<Finding> | undefined;
}

/** More bytes than this out of a member that becomes this many times as large are no model. */
const LARGE = 16 * 1024 ** 2;
const RATIO = 200;
/** A file of no known format, as the host says it. */
const UNKNOWN = 'BRINE-CORE-002';

export async function* auditZip({ format, source, context, member: own }: ZipAuditInit): AsyncIterable<Finding> {
  const { limits, signal } = context;
  const settings = { limits, codec: format, contents: true, ...(signal ? { signal } : {}) };
  const { archive, discrepancies } = await examineZip(source, settings);
  for (const one of discrepancies) yield ofDiscrepancy(one, archive);
  for (const member of archive?.members ?? []) yield* auditMember(archive!, member, context, own);
  if (discrepancies.length > 0) yield* auditLocal(await readAll(source, limits, format, signal), context);
}

function ofDiscrepancy({ kind, message, offset, member: name }: Discrepancy, archive: ZipArchive | undefined): Finding {
  const member = name === undefined ? undefined : archive?.member(name);
  const isBomb = kind === 'overlap' || (kind === 'limit' && member !== undefined && swells(member));
  const rule = isBomb ? bomb : kind === 'limit' ? limited : discrepancy;
  return findingOf(rule, { message, offset, path: name === undefined ? undefined : `${name}:` });
}

/** Whether a member becomes larger than any model does; an array of zeros may. */
function swells({ name, size, compressedSize }: ZipMember): boolean {
  return size > LARGE && size > RATIO * compressedSize && !name.endsWith('.npy');
}

async function* auditMember(
  archive: ZipArchive,
  member: ZipMember,
  context: Context,
  own: ZipAuditInit['member'],
): AsyncIterable<Finding> {
  const { name, size, compressedSize, offset } = member;
  if (size === 0) return;
  const path = `${name}:`;
  const content = await contentOf(archive, member);
  // What cannot be read has been told of as a discrepancy.
  if (!content) return;
  if (swells(member)) {
    yield findingOf(bomb, { message: `${size} bytes come out of ${compressedSize}.`, offset, path });
  }
  const kind = kindOf(name);
  if (kind === 'text' && isPlainText(content.bytes ?? new Uint8Array(0))) return;
  if (kind === 'code') {
    yield findingOf(script, { message: 'The archive holds code.', offset, path });
    return;
  }
  for await (const finding of own?.(name, content) ?? context.audit(content)) {
    if (kind === 'raw' && finding.effect !== 'dangerous') continue;
    if (finding.code === UNKNOWN) {
      yield findingOf(unknownMember, { message: 'The member is of no known format.', offset, path });
    } else yield { ...finding, path: path + (finding.path ?? '') };
  }
}

async function contentOf(archive: ZipArchive, member: ZipMember): Promise<ByteSource | undefined> {
  try {
    return fromBytes(await archive.read(member), member.name);
  } catch (error) {
    if (isCodecError(error) && error.fault !== 'bug' && error.fault !== 'io') return undefined;
    throw error;
  }
}

/** What other readers may find where the archive is in disorder: only a danger counts, the disorder has been told of. */
async function* auditLocal(bytes: Uint8Array, context: Context): AsyncIterable<Finding> {
  for (const content of localContents(bytes)) {
    for await (const finding of context.audit(fromBytes(content))) if (finding.effect === 'dangerous') yield finding;
  }
}
