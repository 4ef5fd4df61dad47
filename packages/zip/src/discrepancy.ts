/** What is wrong, or only strange, with an archive: data for an auditor, an error for a reader. */

import { CodecError, type Fault } from '@brine/core';

/**
 * Kinds of discrepancies, with the fault of the error that a reader makes of one.
 *
 * Structure of the archive:
 * - `end`: no end record, or it is damaged
 * - `second-end`: another end record, by which another reader may go
 * - `prefix`: bytes before the first member
 * - `trailing`: bytes behind the end record
 * - `gap`: bytes between the members that belong to none
 * - `overlap`: members that share bytes with each other or with the directory
 * - `disks`: parts of the archive are in other files
 * - `count`: not as many members as the end record says
 * - `directory`: the directory is damaged, or not where the end record says
 * - `zip64`: a zip64 record is missing, damaged, or contradicts what it extends
 *
 * A member:
 * - `name`: a name that leaves the folder, is no text, or that readers take for different ones
 * - `duplicate`: a name that another member has too
 * - `encrypted`, `method`: not readable here
 * - `flags`: bits that have no meaning in an ordinary archive
 * - `local`: its local header is missing, or contradicts the directory
 * - `descriptor`: the sizes behind its data are missing, or contradict the directory
 * - `data`: its compressed data are damaged, or end before they should
 * - `size`: not as many bytes come out as the directory says
 * - `crc`: its checksum is wrong
 * - `limit`: it is larger, or expands more, than the limits allow
 * - `link`: it is a symbolic link
 * - `folder`: it is a folder and has bytes
 */
const FAULTS = {
  end: 'malformed',
  'second-end': 'malformed',
  prefix: 'malformed',
  trailing: 'malformed',
  gap: 'malformed',
  overlap: 'malformed',
  disks: 'unsupported',
  count: 'malformed',
  directory: 'malformed',
  zip64: 'malformed',
  name: 'malformed',
  duplicate: 'malformed',
  encrypted: 'unsupported',
  method: 'unsupported',
  flags: 'malformed',
  local: 'malformed',
  descriptor: 'malformed',
  data: 'malformed',
  size: 'malformed',
  crc: 'malformed',
  limit: 'limit',
  link: 'malformed',
  folder: 'malformed',
} as const satisfies Record<string, Fault>;

export type DiscrepancyKind = keyof typeof FAULTS;

export interface Discrepancy {
  readonly kind: DiscrepancyKind;
  readonly message: string;
  /** Byte offset in the file. */
  readonly offset: number;
  /** Name of the member concerned. */
  readonly member?: string;
  /** True when nothing can be read for it: the archive, or the member where one is named. */
  readonly fatal: boolean;
}

/** Collects discrepancies. */
export class Report {
  readonly found: Discrepancy[] = [];

  add(kind: DiscrepancyKind, message: string, offset: number, member?: string): void {
    this.found.push({ kind, message, offset, ...(member === undefined ? {} : { member }), fatal: false });
  }

  /** Adds one and stops what goes on: throw it. */
  fatal(kind: DiscrepancyKind, message: string, offset: number, member?: string): Stop {
    this.found.push({ kind, message, offset, ...(member === undefined ? {} : { member }), fatal: true });
    return new Stop(this.found.at(-1)!);
  }
}

/** Thrown where reading cannot go on; it never leaves the package. */
export class Stop extends Error {
  readonly discrepancy: Discrepancy;

  constructor(discrepancy: Discrepancy) {
    super(discrepancy.message);
    this.discrepancy = discrepancy;
  }
}

/** A discrepancy as an error. @param codec - id of the codec on whose behalf the archive is read */
export function toError({ kind, message, offset, member }: Discrepancy, codec: string): CodecError {
  return new CodecError({
    codec,
    code: `BRINE-ZIP-${kind.toUpperCase()}`,
    fault: FAULTS[kind],
    message,
    offset,
    path: member === undefined ? undefined : `${member}:`,
    hint:
      FAULTS[kind] === 'unsupported'
        ? 'Write the archive again as a plain one: a single file, not encrypted, stored or deflated.'
        : 'The archive is damaged or crafted: get it again, or write it again.',
  });
}

/**
 * Runs work on an archive; what stops it becomes a CodecError.
 *
 * @throws CodecError
 */
export async function orThrow<T>(codec: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Stop ? toError(error.discrepancy, codec) : error;
  }
}
