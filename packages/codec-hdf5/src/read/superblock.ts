/** Where the file begins. @see HDF5 File Format Specification, II.A */

import type { ByteSource, Context } from '@brine/core';
import { failure, malformed, unsupported } from '../errors.js';
import { SIGNATURE } from '../spec/format.js';
import { File } from './file.js';

export interface Superblock {
  readonly file: File;
  readonly version: number;
  /** Address of the root group's header. */
  readonly root: number;
  /** Bytes before the superblock. */
  readonly userBlock: number;
}

/** Large enough for every version of it. */
const MOST = 112;

export async function readSuperblock(source: ByteSource, context: Context): Promise<Superblock> {
  const file = new File(source, context);
  const start = await findSignature(source, context.signal);
  const cursor = await file.peek(start, MOST);
  cursor.skip(SIGNATURE.length);
  const version = cursor.u8();
  if (version > 3) throw unsupported(`superblocks of version ${version} are not read`, start + 8);
  if (version < 2) {
    cursor.skip(4);
    const offsets = cursor.u8();
    const lengths = cursor.u8();
    file.widths = checkWidths(offsets, lengths, start);
    cursor.skip(1 + 2 + 2 + 4 + (version === 1 ? 4 : 0));
    const body = await file.peek(cursor.offset, 6 * offsets + 24);
    file.base = body.place();
    body.address();
    body.address();
    body.address();
    body.address();
    const root = body.place();
    return checked({ file, version, root, userBlock: start });
  }
  const offsets = cursor.u8();
  const lengths = cursor.u8();
  file.widths = checkWidths(offsets, lengths, start);
  cursor.skip(1);
  const body = await file.peek(cursor.offset, 4 * offsets);
  file.base = body.place();
  body.address();
  body.address();
  const root = body.place();
  return checked({ file, version, root, userBlock: start });
}

/** A user block that was put before the file afterwards moves all addresses; the library follows the superblock too. */
function checked(block: Superblock): Superblock {
  if (block.file.base !== block.userBlock) block.file.base = block.userBlock;
  return block;
}

function checkWidths(offsets: number, lengths: number, start: number) {
  for (const width of [offsets, lengths]) {
    if (![2, 4, 8].includes(width)) throw malformed(`${width} is no length of addresses or sizes`, start + 9);
  }
  return { offsets, lengths };
}

async function findSignature(source: ByteSource, signal?: AbortSignal): Promise<number> {
  for (let at = 0; at + SIGNATURE.length <= source.size; at = at === 0 ? 512 : at * 2) {
    const bytes = await source.read(at, SIGNATURE.length, signal);
    if (SIGNATURE.every((byte, i) => bytes[i] === byte)) return at;
  }
  throw failure({
    code: 'SIGNATURE',
    fault: 'malformed',
    message: 'the signature of HDF5 is not in the file',
    offset: 0,
    hint: 'The file is of another format, or its beginning is lost.',
  });
}
