/** The second factor of a product of matrices, as it is read best: packed once when it is a constant, and met with vectors where they pay. */

import type { Held, Numbers } from '../held.js';
import { PANEL_BYTES } from '../simd/binary.gen.js';
import { type Float, listBytes, makeVectors, NO_TERM, panelWidth, rowsAtATime, SIZES } from '../simd/vectors.js';
import type { Term, Vectors } from '../simd/vectors.js';
import { copyLanes } from './gather.js';
import type { PlannedNode } from './kernel.js';
import { pack, rowProduct, Sparse, sparseProduct } from './product.js';

/** Elements of a matrix from which copying a row into the memory of {@link Vectors} costs less than it saves. */
const WORTH = 32;

/** Elements of a matrix from which it is worth looking for zeros in a row. */
const SPARSE = 4096;

/** A constant in the memory of {@link Vectors}. */
interface Placed {
  readonly at: number;
  readonly panels: number;
  readonly term: Term;
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
    readonly how: {
      /** The matrix is stored with rows and columns exchanged. */
      readonly turned?: boolean;
      /** Where the matrix starts, if it is a constant. */
      readonly from?: number;
      /** A constant with an element for each column, added to every row. */
      readonly term?: Held | undefined;
      /** What is below 0 becomes 0 then. */
      readonly relu?: boolean;
    } = {},
  ) {
    this.#dtype = held.dtype === 'float32' ? 'float32' : 'float64';
    const worth = held.constant !== undefined && held.size >= WORTH && held.dtype === this.#dtype;
    this.#vectors = worth ? node.shared(makeVectors) : undefined;
  }

  /** Makes ready for a run, in which the matrix is `k` by `n`. */
  meet(k: number, n: number): void {
    const { held } = this;
    const { turned = false, from } = this.how;
    if (this.#met) return;
    if (held.constant) {
      this.#met = true;
      if (this.#vectors && k > 0 && n > 0) this.#placed = this.#place(this.#vectors, k, n);
      if (this.#placed) return;
      this.#packed = true;
      this.#matrix = pack(held.numbers, k, n, turned, from);
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
    const { product } = this;
    const { term, relu = false } = this.how;
    const count = this.#finite && k * n >= SPARSE ? this.#sparse.fill(a, first, across, k) : k;
    if (count < 0.75 * k) sparseProduct(this.#sparse, count, k, this.#matrix, n, product);
    else rowProduct(a, first, across, k, this.#matrix, 0, n, this.#packed, product);
    if (term) for (let j = 0; j < n; j++) product[j]! += term.numbers[j]!;
    if (relu) for (let j = 0; j < n; j++) if (product[j]! < 0) product[j] = 0;
  }

  /** Multiplies all rows of `a`, and writes those of the result one after another. */
  into(to: Numbers, a: Numbers, first: number, down: number, across: number, rows: number, k: number, n: number): void {
    for (let row = 0; row < rows; row += this.most) {
      const count = Math.min(this.most, rows - row);
      this.times(a, first + row * down, down, across, count, k, n);
      const { product, start, stride } = this;
      if (stride === n) copyLanes(product, start, to, row * n, count * n);
      else for (let i = 0; i < count; i++) copyLanes(product, start + i * stride, to, (row + i) * n, n);
    }
  }

  #place(vectors: Vectors, k: number, n: number): Placed | undefined {
    const { turned = false, from = 0, term } = this.how;
    const dtype = this.#dtype;
    const size = SIZES[dtype];
    const width = panelWidth(dtype);
    const panels = Math.ceil(n / width);
    const most = rowsAtATime(dtype, k);
    const placed = placePanels(vectors, dtype, this.held.numbers, from, k, n, turned);
    const added = term ? vectors.keep(panels * PANEL_BYTES) : 0;
    if (!placed || added === undefined) return undefined;
    if (vectors.scratch(this.#bytes(most, k, panels)) === undefined) return undefined;
    const { at } = placed;
    const to = vectors.elements(dtype);
    if (term) for (let j = 0; j < panels * width; j++) to[added / size + j] = j < n ? term.numbers[j]! : 0;
    this.#finite = placed.finite;
    this.most = most;
    this.stride = panels * width;
    return { at, panels, term: term ? { at: added, row: 0, panel: PANEL_BYTES } : NO_TERM };
  }

  #meetRows(
    vectors: Vectors,
    { at, panels, term }: Placed,
    a: Numbers,
    first: number,
    down: number,
    across: number,
    rows: number,
    k: number,
  ): void {
    const dtype = this.#dtype;
    const size = SIZES[dtype];
    // There is room: the constant was placed with it, and memory only grows.
    const room = vectors.scratch(this.#bytes(rows, k, panels))!;
    const memory = vectors.elements(dtype);
    if (across === 1 && down === k) copyLanes(a, first, memory, room / size, rows * k);
    else
      for (let row = 0, to = room / size; row < rows; row++)
        for (let p = 0, from = first + row * down; p < k; p++, from += across) memory[to++] = a[from]!;
    const out = room + rows * k * size;
    const list = out + rows * panels * PANEL_BYTES;
    vectors.list(dtype, room, rows, k, PANEL_BYTES, list, !this.#finite);
    vectors.meet(dtype, list, rows, k, at, k * PANEL_BYTES, panels, out, term, this.how.relu === true);
    this.product = memory;
    this.start = out / size;
  }

  /** Of some rows, their result and their lists. */
  #bytes(rows: number, k: number, panels: number): number {
    return rows * (k * SIZES[this.#dtype] + panels * PANEL_BYTES) + listBytes(this.#dtype, rows, k);
  }
}

/**
 * Packs a matrix of `k` rows and `n` columns into panels, as {@link Vectors.meet} reads them.
 *
 * @param from - of the matrix in `numbers`
 * @param turned - whether it is stored with rows and columns exchanged
 * @returns its address, or undefined where there is no room
 */
export function placePanels(
  vectors: Vectors,
  dtype: Float,
  numbers: Numbers,
  from: number,
  k: number,
  n: number,
  turned: boolean,
): { readonly at: number; readonly finite: boolean } | undefined {
  const width = panelWidth(dtype);
  const end = Math.ceil(n / width) * width;
  const at = vectors.keep(end * k * SIZES[dtype]);
  if (at === undefined) return undefined;
  const to = vectors.elements(dtype);
  let finite = true;
  for (let j = 0, position = at / SIZES[dtype]; j < end; j += width)
    for (let p = 0; p < k; p++)
      for (let column = j; column < j + width; column++) {
        const value = column < n ? numbers[from + (turned ? column * k + p : p * n + column)]! : 0;
        finite &&= Number.isFinite(value);
        to[position++] = value;
      }
  return { at, finite };
}
