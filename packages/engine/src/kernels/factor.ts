/** The second factor of a product of matrices, as it is read best: packed once when it is a constant, and met with vectors where they pay. */

import type { Held, Numbers } from '../held.js';
import { PANEL_BYTES } from '../simd/binary.gen.js';
import { type Float, listBytes, makeVectors, rowsAtATime, SIZES, type Vectors } from '../simd/vectors.js';
import type { PlannedNode } from './kernel.js';
import { pack, rowProduct, Sparse, sparseProduct } from './product.js';

/** Elements of a matrix from which copying a row into the memory of {@link Vectors} costs less than it saves. */
const WORTH = 256;

/** Elements of a matrix from which it is worth looking for zeros in a row. */
const SPARSE = 4096;

/** A constant in the memory of {@link Vectors}. */
interface Placed {
  readonly at: number;
  readonly panels: number;
}

/**
 * Multiplies some rows at a time. The result stands in {@link product}, from {@link start} on, rows {@link stride} apart, until the next
 * product.
 */
export class Factor {
  product: Numbers = new Float64Array(0);
  start = 0;
  stride = 0;
  /** Rows that {@link times} takes at most. */
  most = 1;
  #matrix: Numbers = this.product;
  #met = false;
  #packed = false;
  /** Whether zeros may be left out of a row: 0 times Infinity is not 0. */
  #finite = false;
  #placed: Placed | undefined;
  readonly #sparse = new Sparse();
  readonly #vectors: Vectors | undefined;
  readonly #dtype: Float;

  constructor(
    node: Pick<PlannedNode, 'shared'>,
    readonly held: Held,
    readonly turned: boolean,
  ) {
    this.#dtype = held.dtype === 'float32' ? 'float32' : 'float64';
    const worth = held.constant !== undefined && held.size >= WORTH && held.dtype === this.#dtype;
    this.#vectors = worth ? node.shared(makeVectors) : undefined;
  }

  /** Makes ready for a run, in which the matrix is `k` by `n`. */
  meet(k: number, n: number): void {
    const { held, turned } = this;
    if (this.#met) return;
    if (held.constant) {
      this.#met = true;
      if (this.#vectors && k > 0) this.#placed = this.#place(this.#vectors, k, n);
      if (this.#placed) return;
      this.#packed = true;
      this.#matrix = pack(held.numbers, k, n, turned);
      this.#finite = this.#matrix.every(Number.isFinite);
    } else if (turned) {
      if (this.#matrix.length < k * n) this.#matrix = new Float64Array(k * n);
      for (let j = 0; j < n; j++) for (let p = 0; p < k; p++) this.#matrix[p * n + j] = held.numbers[j * k + p]!;
    } else this.#matrix = held.numbers;
    if (this.product.length < n) this.product = new Float64Array(n);
    this.stride = n;
  }

  /**
   * Multiplies rows of `a`.
   *
   * @param first - position of the first element
   * @param down - steps from one row to the next
   * @param across - steps from one element of a row to the next
   */
  times(a: Numbers, first: number, down: number, across: number, rows: number, k: number, n: number): void {
    if (this.#placed) return this.#meetRows(this.#vectors!, this.#placed, a, first, down, across, rows, k);
    if (this.#finite && k * n >= SPARSE) {
      const count = this.#sparse.fill(a, first, across, k);
      if (count < 0.75 * k) return sparseProduct(this.#sparse, count, k, this.#matrix, n, this.product);
    }
    rowProduct(a, first, across, k, this.#matrix, 0, n, this.#packed, this.product);
  }

  #place(vectors: Vectors, k: number, n: number): Placed | undefined {
    const size = SIZES[this.#dtype];
    const width = PANEL_BYTES / size;
    const panels = Math.ceil(n / width);
    const most = rowsAtATime(this.#dtype, k);
    const at = vectors.keep(panels * PANEL_BYTES * k);
    if (at === undefined || vectors.scratch(this.#bytes(most, k, panels)) === undefined) return undefined;
    const { numbers } = this.held;
    const to = vectors.elements(this.#dtype);
    let finite = true;
    for (let j = 0, position = at / size; j < panels * width; j += width)
      for (let p = 0; p < k; p++)
        for (let column = j; column < j + width; column++) {
          const value = column < n ? numbers[this.turned ? column * k + p : p * n + column]! : 0;
          finite &&= Number.isFinite(value);
          to[position++] = value;
        }
    this.#finite = finite;
    this.most = most;
    this.stride = panels * width;
    return { at, panels };
  }

  #meetRows(
    vectors: Vectors,
    { at, panels }: Placed,
    a: Numbers,
    first: number,
    down: number,
    across: number,
    rows: number,
    k: number,
  ): void {
    const dtype = this.#dtype;
    // There is room: the constant was placed with it, and memory only grows.
    const room = vectors.scratch(this.#bytes(rows, k, panels))!;
    const memory = vectors.elements(dtype);
    let to = room / SIZES[dtype];
    for (let row = 0; row < rows; row++)
      for (let p = 0, from = first + row * down; p < k; p++, from += across) memory[to++] = a[from]!;
    const out = room + rows * k * SIZES[dtype];
    vectors.times(dtype, room, rows, k, at, PANEL_BYTES, k * PANEL_BYTES, panels, out, !this.#finite);
    this.product = memory;
    this.start = out / SIZES[dtype];
  }

  /** Of some rows, their result and their lists. */
  #bytes(rows: number, k: number, panels: number): number {
    return rows * (k * SIZES[this.#dtype] + panels * PANEL_BYTES + listBytes(this.#dtype, k));
  }
}
