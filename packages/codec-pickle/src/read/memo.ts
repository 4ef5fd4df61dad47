const CHUNK_BITS = 10;
const CHUNK = 1 << CHUNK_BITS;

/** A key that leaves at most this many free is still kept in a chunk. */
const GAP = 8;

/** A value that is made when it is asked for. */
class Deferred<V> {
  constructor(readonly make: () => V) {}
}

/**
 * The memo of a stream. Keys that follow each other (all that Python writes) lie in chunks: each is young while it is filled, which
 * spares the garbage collector most of its bookkeeping, and none is ever copied to grow. A key far off costs one entry of a Map.
 */
export class Memo<V> {
  private readonly chunks: (V | undefined)[][] = [[]];
  /** Keys far off, and deferred values, whose place in a chunk stays empty. */
  private readonly rare = new Map<number, V | Deferred<V>>();
  /** Keys set: the key that MEMOIZE takes next. */
  count = 0;
  /** The highest of the keys far off; 0 when there are none. */
  highest = 0;

  get(key: number): V | undefined {
    const at = Math.floor(key / CHUNK);
    const value = at < this.chunks.length ? this.chunks[at]![key & (CHUNK - 1)] : undefined;
    return value === undefined && this.rare.size > 0 ? this.getRare(key) : value;
  }

  set(key: number, value: V | undefined): void {
    const { chunks, rare } = this;
    const at = Math.floor(key / CHUNK);
    if (at === chunks.length && chunks[at - 1]!.length === CHUNK) chunks.push([]);
    const index = key & (CHUNK - 1);
    const chunk = at < chunks.length ? chunks[at]! : undefined;
    if (chunk === undefined || index > chunk.length + GAP) {
      if (!rare.has(key)) this.count++;
      if (key > this.highest) this.highest = key;
      rare.set(key, value!);
      return;
    }
    while (chunk.length < index) chunk.push(undefined);
    if (chunk[index] === undefined && !(rare.size > 0 && rare.delete(key))) this.count++;
    if (index === chunk.length) chunk.push(value);
    else chunk[index] = value;
  }

  /** Stores a value that is made when it is asked for, which it hardly ever is. */
  defer(key: number, make: () => V): void {
    this.set(key, undefined);
    this.rare.set(key, new Deferred(make));
  }

  private getRare(key: number): V | undefined {
    const value = this.rare.get(key);
    if (!(value instanceof Deferred)) return value;
    const made = value.make() as V;
    this.set(key, made);
    return made;
  }
}
