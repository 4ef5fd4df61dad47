/** Headers of objects: messages, in blocks that continue one another. @see HDF5 File Format Specification, IV.A */

import { malformed, unsupported } from '../errors.js';
import { lookup3 } from '../spec/checksum.js';
import { MESSAGE } from '../spec/format.js';
import type { Cursor } from './cursor.js';
import type { File } from './file.js';

export interface Message {
  readonly type: number;
  /** Its body, at its beginning. */
  readonly body: Cursor;
  /** The order in which it was made, where that is kept. */
  readonly order?: number;
}

export interface ObjectHeader {
  readonly address: number;
  readonly messages: readonly Message[];
}

/** Blocks of one header: more are no header in earnest. */
const MOST_BLOCKS = 1 << 16;
/** Bits of a message's flags. */
const SHARED = 0x02;

/** @param inner - it is read for a message that another header shares: what it shares itself is left out, since it might be shared in a circle */
export async function readHeader(file: File, address: number, inner = false): Promise<ObjectHeader> {
  const start = await file.peek(address, 16);
  const messages: Message[] = [];
  if (start.bytes[0] === 0x4f) await readVersion2(file, address, messages, inner);
  else await readVersion1(file, address, start, messages, inner);
  return { address, messages };
}

interface Block {
  readonly address: number;
  readonly length: number;
}

async function readVersion1(
  file: File,
  address: number,
  start: Cursor,
  messages: Message[],
  inner: boolean,
): Promise<void> {
  const version = start.u8();
  if (version !== 1) throw malformed('there is no object header where one should be', file.base + address);
  start.skip(1 + 2 + 4);
  const blocks: Block[] = [{ address: address + 16, length: start.u32() }];
  for (let i = 0; i < blocks.length; i++) {
    const { address: at, length } = blocks[i]!;
    const cursor = await file.cursor(at, length);
    while (cursor.left >= 8) {
      const type = cursor.u16();
      const size = cursor.u16();
      const flags = cursor.u8();
      cursor.skip(3);
      await add(file, messages, blocks, { type, flags, body: cursor.part(size) }, inner);
    }
  }
}

async function readVersion2(file: File, address: number, messages: Message[], inner: boolean): Promise<void> {
  const start = await file.peek(address, 64);
  start.signature('OHDR');
  const version = start.u8();
  if (version !== 2) throw unsupported(`object headers of version ${version} are not read`, file.base + address);
  const flags = start.u8();
  if (flags & 0x20) start.skip(16);
  if (flags & 0x10) start.skip(4);
  const length = start.uint(1 << (flags & 3));
  const blocks: Block[] = [{ address: address + start.at, length }];
  await verify(file, address, start.at + length);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    const cursor = await file.cursor(block.address, block.length);
    let end = block.length;
    if (i > 0) {
      cursor.signature('OCHK');
      end -= 4;
      await verify(file, block.address, end);
    }
    const prefix = flags & 0x04 ? 6 : 4;
    while (end - cursor.at >= prefix) {
      const type = cursor.u8();
      const size = cursor.u16();
      const own = cursor.u8();
      const order = flags & 0x04 ? cursor.u16() : undefined;
      const body = cursor.part(size);
      await add(file, messages, blocks, { type, flags: own, body, ...(order === undefined ? {} : { order }) }, inner);
    }
  }
}

/** A block ends with the checksum of what is before it. */
async function verify(file: File, address: number, length: number): Promise<void> {
  const cursor = await file.cursor(address, length + 4);
  const checksum = lookup3(cursor.take(length));
  if (cursor.u32() !== checksum) throw malformed('the checksum of an object header is wrong', file.base + address);
}

interface Raw extends Message {
  readonly flags: number;
}

async function add(file: File, messages: Message[], blocks: Block[], raw: Raw, inner: boolean): Promise<void> {
  file.count(1, 'header messages', raw.body.offset);
  const { type, flags, body, ...rest } = raw;
  if (type === MESSAGE.continuation) {
    const block = { address: body.place(), length: body.length() };
    if (blocks.length >= MOST_BLOCKS || blocks.some(({ address }) => address === block.address)) {
      throw malformed('an object header continues in itself', body.offset);
    }
    blocks.push(block);
    return;
  }
  if (inner && flags & SHARED) return;
  messages.push({ type, body: flags & SHARED ? await sharedBody(file, type, body) : body, ...rest });
}

/** A message that is kept elsewhere: the type of a dataset that has a name. @see IV.A.2, Shared Message */
export async function sharedBody(file: File, type: number, body: Cursor): Promise<Cursor> {
  const version = body.u8();
  const kind = body.u8();
  if (version === 1) body.skip(6);
  if (version === 3 && kind === 1)
    throw unsupported('messages in a table for the whole file are not read', body.offset);
  const { messages } = await readHeader(file, body.place(), true);
  const found = messages.find((message) => message.type === type);
  if (!found) throw malformed('a shared message is not where it should be', body.offset);
  return found.body;
}

export function messageOf({ messages }: ObjectHeader, type: number): Cursor | undefined {
  const body = messages.find((message) => message.type === type)?.body;
  if (body) body.at = 0;
  return body;
}
