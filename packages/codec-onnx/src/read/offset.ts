/** Where a record begins in the file: a symbol, out of the way of its fields. */
export const OFFSET = Symbol('offset');

/** The byte offset of a record that was read; undefined for one that we made. */
export function offsetOf(record: object): number | undefined {
  return (record as { [OFFSET]?: number })[OFFSET];
}
