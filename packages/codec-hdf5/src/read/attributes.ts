/** Attributes. @see HDF5 File Format Specification, IV.A.2.m */

import type { ElementType } from '@brine/core';
import { malformed } from '../errors.js';
import { MESSAGE } from '../spec/format.js';
import { records } from './btree2.js';
import { type Cursor, decodeText } from './cursor.js';
import { type Dataspace, readDataspace } from './dataspace.js';
import { readDatatype } from './datatype.js';
import type { File } from './file.js';
import { FractalHeap } from './fractal-heap.js';
import { messageOf, type ObjectHeader, sharedBody } from './header.js';
import { byName, byOrder, readInfo } from './links.js';

export interface RawAttribute extends Dataspace {
  readonly name: string;
  readonly type: ElementType;
  readonly data: Cursor;
  readonly order?: number;
}

export async function readAttributes(file: File, header: ObjectHeader): Promise<readonly RawAttribute[]> {
  const attributes: RawAttribute[] = [];
  for (const { type, body, order } of header.messages) {
    if (type === MESSAGE.attribute) attributes.push(await readAttribute(file, body, order));
  }
  const info = messageOf(header, MESSAGE.attributeInfo);
  if (!info) return byName(attributes);
  const { flags, heap, names } = readInfo(info, 2);
  if (heap !== undefined && names !== undefined) {
    const objects = await FractalHeap.read(file, heap);
    // Type 8: the id, flags, the order of creation, a hash of the name.
    for await (const record of records(file, names, 8)) {
      const id = record.part(8);
      record.skip(1);
      attributes.push(await readAttribute(file, await objects.object(id), record.u32()));
    }
  }
  return flags & 2 ? byOrder(attributes) : byName(attributes);
}

async function readAttribute(file: File, cursor: Cursor, order: number | undefined): Promise<RawAttribute> {
  cursor.at = 0;
  const { offset } = cursor;
  const version = cursor.u8();
  if (version < 1 || version > 3) throw malformed(`an attribute has version ${version}`, offset);
  const flags = cursor.u8();
  const [nameBytes, typeBytes, spaceBytes] = [cursor.u16(), cursor.u16(), cursor.u16()];
  if (version === 3) cursor.skip(1);
  const field = (bytes: number) => {
    const start = cursor.at;
    const part = cursor.part(bytes);
    if (version === 1) cursor.pad8(start);
    return part;
  };
  const name = decodeText(field(nameBytes).bytes.subarray(0, Math.max(0, nameBytes - 1)));
  let typeBody = field(typeBytes);
  let spaceBody = field(spaceBytes);
  if (version > 1 && flags & 1) typeBody = await sharedBody(file, MESSAGE.datatype, typeBody);
  if (version > 1 && flags & 2) spaceBody = await sharedBody(file, MESSAGE.dataspace, spaceBody);
  typeBody.at = 0;
  spaceBody.at = 0;
  const type = readDatatype(typeBody);
  return {
    name,
    type,
    ...readDataspace(spaceBody),
    data: cursor.part(cursor.left),
    ...(order === undefined ? {} : { order }),
  };
}
