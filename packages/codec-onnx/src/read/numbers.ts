/** Lists of numbers, packed or one field each: the hot loops of reading, in place on the bytes. */

/** Number types of the format, with what holds a list of them. */
export type NumberType = 'int32' | 'int64' | 'uint64' | 'float' | 'double';

export type NumberList = Int32Array | BigInt64Array | BigUint64Array | Float32Array | Float64Array;

interface ListType {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): NumberList;
  new (buffer: ArrayBufferLike, byteOffset?: number, length?: number): NumberList;
}

const LISTS: Readonly<Record<NumberType, ListType>> = {
  int32: Int32Array as ListType,
  int64: BigInt64Array as ListType,
  uint64: BigUint64Array as ListType,
  float: Float32Array as ListType,
  double: Float64Array as ListType,
};

export function isNumberType(type: string): type is NumberType {
  return Object.hasOwn(LISTS, type);
}

/** A number of the list that has no end: the offset of its first byte. */
export class BadNumber extends Error {
  constructor(readonly offset: number) {
    super('a number runs past the end of its field');
  }
}

/**
 * The numbers between `start` and `end`, packed. Floats and doubles are a view where alignment allows.
 *
 * @param narrow - int64 are held in 32 bits where all of them fit
 * @throws BadNumber when the last one is cut short
 */
export function readPacked(
  bytes: Uint8Array,
  start: number,
  end: number,
  type: NumberType,
  narrow = false,
): NumberList {
  const List = LISTS[type];
  if (type === 'float' || type === 'double') {
    const size = List.BYTES_PER_ELEMENT;
    if ((end - start) % size !== 0) throw new BadNumber(end - ((end - start) % size));
    const at = bytes.byteOffset + start;
    return at % size === 0
      ? new List(bytes.buffer, at, (end - start) / size)
      : new List(bytes.slice(start, end).buffer);
  }
  if (end > start && bytes[end - 1]! >= 0x80) throw new BadNumber(end - 1);
  // Only the last byte of a number is below 128.
  let count = 0;
  for (let at = start; at < end; at++) if (bytes[at]! < 0x80) count++;
  return varints(bytes, start, end, 0, count, List, narrow);
}

/**
 * The numbers of one field that stand one after another, each with its tag.
 *
 * @param start - where the first one's tag begins
 * @param tagLength - bytes of the tag, which is the same for all
 * @param narrow - int64 are held in 32 bits where all of them fit
 * @returns the numbers and where they end
 */
export function readRun(
  bytes: Uint8Array,
  start: number,
  end: number,
  tagLength: number,
  type: NumberType,
  narrow = false,
): { readonly list: NumberList; readonly end: number } {
  const List = LISTS[type];
  if (type === 'float' || type === 'double') {
    const size = List.BYTES_PER_ELEMENT;
    const stride = tagLength + size;
    let stop = start;
    while (stop + stride <= end && sameTag(bytes, start, stop, tagLength)) stop += stride;
    if (stop === start) throw new BadNumber(start);
    const list = new List((stop - start) / stride);
    const raw = new Uint8Array(list.buffer);
    for (let from = start + tagLength, to = 0; from < stop; from += stride, to += size) {
      for (let i = 0; i < size; i++) raw[to + i] = bytes[from + i]!;
    }
    return { list, end: stop };
  }
  let stop = start;
  let count = 0;
  while (stop + tagLength < end && sameTag(bytes, start, stop, tagLength)) {
    stop = skipVarint(bytes, stop + tagLength, end);
    count++;
  }
  if (count === 0) throw new BadNumber(start);
  return { list: varints(bytes, start, stop, tagLength, count, List, narrow), end: stop };
}

export function joinLists(type: NumberType, a: NumberList, b: NumberList): NumberList {
  if (a.BYTES_PER_ELEMENT !== b.BYTES_PER_ELEMENT) return joinLists(type, widened(a), widened(b));
  const List = a instanceof Int32Array ? LISTS.int32 : LISTS[type];
  const joined = new List(a.length + b.length);
  new Uint8Array(joined.buffer).set(new Uint8Array(a.buffer, a.byteOffset, a.byteLength));
  new Uint8Array(joined.buffer, a.byteLength).set(new Uint8Array(b.buffer, b.byteOffset, b.byteLength));
  return joined;
}

/** A list that was narrow, of which not all numbers are. */
const widened = (list: NumberList): NumberList =>
  list instanceof Int32Array ? BigInt64Array.from<number>(list, BigInt) : list;

function sameTag(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}

function skipVarint(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && at - start < 10) if (bytes[at++]! < 0x80) return at;
  throw new BadNumber(start);
}

function varints(
  bytes: Uint8Array,
  start: number,
  end: number,
  tagLength: number,
  count: number,
  List: ListType,
  narrow: boolean,
): NumberList {
  if (narrow) {
    const list = new Int32Array(count);
    if (decodeVarints(bytes, start, end, tagLength, list)) return list;
  }
  const list = new List(count);
  decodeVarints(bytes, start, end, tagLength, list);
  return list;
}

/**
 * @returns whether the list holds all of every number: of an int32 only the low word counts
 * @see https://protobuf.dev/programming-guides/encoding/#varints: seven bits a byte, lowest first, at most 64 in all
 */
function decodeVarints(bytes: Uint8Array, start: number, end: number, tagLength: number, list: NumberList): boolean {
  let lost = 0;
  const stride = list.BYTES_PER_ELEMENT / 4;
  const words = new Int32Array(list.buffer);
  for (let at = start, to = 0; at < end; to += stride) {
    at += tagLength;
    const first = bytes[at++]!;
    if (first < 0x80) {
      words[to] = first;
      continue;
    }
    let low = first & 0x7f;
    let high = 0;
    for (let shift = 7, byte = first; byte >= 0x80; shift += 7) {
      if (shift > 63) throw new BadNumber(at - 10);
      byte = bytes[at++]!;
      const bits = byte & 0x7f;
      if (shift < 32) low |= bits << shift;
      if (shift === 28) high = bits >> 4;
      else if (shift > 28) high |= bits << (shift - 32);
    }
    words[to] = low;
    if (stride === 2) words[to + 1] = high;
    else lost |= high ^ (low >> 31);
  }
  return lost === 0;
}
