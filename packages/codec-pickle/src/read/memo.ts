/** A key that leaves at most this many free is still kept in the array. */
const GAP = 64;

/**
 * The memo of a stream. Keys that follow each other (all that Python writes) lie in an array; a key far off costs one entry of a
 * Map, never an array of its size.
 */
export class Memo<V> {
  private readonly dense: (V | undefined)[] = [];
  private readonly sparse = new Map<number, V>();
  /** Keys set: the key that MEMOIZE takes next. */
  count = 0;

  get(key: number): V | undefined {
    const value = key < this.dense.length ? this.dense[key] : undefined;
    return value === undefined && this.sparse.size > 0 ? this.sparse.get(key) : value;
  }

  set(key: number, value: V): void {
    const { dense, sparse } = this;
    if (key > dense.length + GAP) {
      if (!sparse.has(key)) this.count++;
      sparse.set(key, value);
      return;
    }
    while (dense.length < key) dense.push(undefined);
    if (dense[key] === undefined && !(sparse.size > 0 && sparse.delete(key))) this.count++;
    if (key === dense.length) dense.push(value);
    else dense[key] = value;
  }
}
