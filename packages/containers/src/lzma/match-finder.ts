/** Bytes whose hash leads to the chain of earlier places with the same. */
const CHAINED = 4;
const HASH_BITS = 17;
const SMALL_HASH_BITS = 16;

/** Finds, for each place of the input in turn, earlier places with the same bytes: the longest match, and shorter ones that are nearer. */
export class MatchFinder {
  readonly #input: Uint8Array;
  readonly #window: number;
  readonly #depth: number;
  readonly #longest: number;
  readonly #pairs = new Int32Array(1 << SMALL_HASH_BITS).fill(-1);
  readonly #triples = new Int32Array(1 << SMALL_HASH_BITS).fill(-1);
  readonly #heads = new Int32Array(1 << HASH_BITS).fill(-1);
  /** For each place in the window, the one before it with the same hash. */
  readonly #chain: Int32Array;
  #next = 0;

  /** Matches at the place of the last {@link find}, each longer and farther than the one before. */
  count = 0;
  readonly lengths = new Int32Array(64);
  /** Distances less one. */
  readonly distances = new Int32Array(64);

  /**
   * @param window - how far back matches may be, a power of two
   * @param depth - places of a chain to look at
   * @param longest - length at which there is no need to look further
   */
  constructor(input: Uint8Array, window: number, depth: number, longest: number) {
    this.#input = input;
    this.#window = window;
    this.#depth = depth;
    this.#longest = longest;
    this.#chain = new Int32Array(Math.min(window, roundUp(input.length)));
  }

  /** The next place that {@link find} is for. */
  get next(): number {
    return this.#next;
  }

  /** Matches at the next place. @param most - bytes that may match */
  find(most: number): void {
    const input = this.#input;
    const at = this.#next;
    this.count = 0;
    if (input.length - at < CHAINED) {
      this.#next++;
      return;
    }
    const pair = this.#pairs[this.#hash2(at)]!;
    const triple = this.#triples[this.#hash3(at)]!;
    let place = this.#heads[this.#hash4(at)]!;
    this.skip(1);
    let best = 1;
    best = this.#take(at, pair, most, best);
    best = this.#take(at, triple, most, best);
    const oldest = Math.max(0, at - this.#window + 1);
    const mask = this.#chain.length - 1;
    for (let left = this.#depth; left > 0 && place >= oldest && best < most; left--) {
      // What is not longer by at least one need not be compared.
      if (input[place + best] === input[at + best]) {
        best = this.#take(at, place, most, best);
        if (best >= this.#longest) return;
      }
      place = this.#chain[place & mask]!;
    }
  }

  /** Passes places without looking for matches. */
  skip(count: number): void {
    const last = this.#input.length - CHAINED;
    const mask = this.#chain.length - 1;
    for (; count > 0; count--) {
      const at = this.#next++;
      if (at > last) continue;
      this.#pairs[this.#hash2(at)] = at;
      this.#triples[this.#hash3(at)] = at;
      const hash = this.#hash4(at);
      this.#chain[at & mask] = this.#heads[hash]!;
      this.#heads[hash] = at;
    }
  }

  /** How many bytes are the same at two places. */
  same(at: number, earlier: number, most: number): number {
    const input = this.#input;
    let length = 0;
    while (length < most && input[at + length] === input[earlier + length]) length++;
    return length;
  }

  #take(at: number, place: number, most: number, best: number): number {
    if (place < 0 || at - place >= this.#window) return best;
    const length = this.same(at, place, most);
    if (length <= best || this.count === this.lengths.length) return best;
    this.lengths[this.count] = length;
    this.distances[this.count++] = at - place - 1;
    return length;
  }

  #hash2(at: number): number {
    return this.#input[at]! | (this.#input[at + 1]! << 8);
  }

  #hash3(at: number): number {
    const bytes = this.#hash2(at) | (this.#input[at + 2]! << 16);
    return Math.imul(bytes, 0x9e3779b1) >>> (32 - SMALL_HASH_BITS);
  }

  #hash4(at: number): number {
    const bytes = this.#hash2(at) | (this.#input[at + 2]! << 16) | (this.#input[at + 3]! << 24);
    return Math.imul(bytes, 0x9e3779b1) >>> (32 - HASH_BITS);
  }
}

function roundUp(length: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(length, 1)));
}
