/**
 * Bytes that are not read yet. Where a file is read window by window, the bytes of an array are passed over: a stand-in goes
 * through the machine in their place, and a tensor reads them when it is asked for its elements.
 */

/** Where bytes lie, and what is done with them once they are read. */
export interface Unread {
  /** Offset in the file. */
  readonly offset: number;
  /** Bytes in the file. */
  readonly length: number;
  /** How many bytes come of them; undefined when only reading them tells. */
  readonly size: number | undefined;
  /** True where the stream has text. */
  readonly text: boolean;
  /** Makes the bytes that are meant of those in the file; without it they are the same. */
  readonly decode?: (stored: Uint8Array) => Uint8Array;
}

const places = new WeakMap<Uint8Array, Unread>();

/**
 * A stand-in for bytes. What it holds itself is its place in the file, so that two are never taken for equal.
 *
 * @param text - whether they are UTF-8 or escaped text rather than bytes
 */
export function leaveUnread(offset: number, length: number, text = false): Uint8Array {
  return standIn({ offset, length, size: text ? undefined : length, text });
}

function standIn(unread: Unread): Uint8Array {
  const data = new Uint8Array(Float64Array.of(unread.offset, unread.length).buffer);
  places.set(data, unread);
  return data;
}

/** What bytes stand in for; undefined for bytes that are there. */
export function unreadOf(data: Uint8Array): Unread | undefined {
  return places.get(data);
}

/** How many bytes there are or will be; undefined when only reading them tells. */
export function sizeOfBytes(data: Uint8Array): number | undefined {
  const unread = places.get(data);
  return unread ? unread.size : data.byteLength;
}

/** As many other bytes, made of these now or once they are read. */
export function mapBytes(data: Uint8Array, change: (data: Uint8Array) => Uint8Array): Uint8Array {
  const unread = places.get(data);
  return unread ? decodeUnread(data, unread.size, change) : change(data);
}

/**
 * Bytes that are made of those which a stand-in stands for.
 *
 * @param size - how many come of it, where that is known
 */
export function decodeUnread(
  data: Uint8Array,
  size: number | undefined,
  change: (data: Uint8Array) => Uint8Array,
): Uint8Array {
  const unread = places.get(data)!;
  const { decode } = unread;
  return standIn({ ...unread, size, text: false, decode: decode ? (stored) => change(decode(stored)) : change });
}
