/** The filters of a convolution: the rows of a product whose columns are windows. */

import type { Held, Numbers } from '../../held.js';
import { PANEL_BYTES } from '../../simd/binary.gen.js';
import { type Float, listBytes, makeVectors, rowsAtATime, SIZES, type Vectors } from '../../simd/vectors.js';
import type { PlannedNode } from '../kernel.js';
import { rowProduct } from '../product.js';
import { BLOCK } from './columns.js';

/**
 * Windows are laid out in {@link columns} from {@link at} on, rows {@link spread} apart; {@link times} leaves its result in
 * {@link product}, from {@link start} on, a row of {@link stride} elements for each filter.
 */
export class Filters {
  columns: Numbers = new Float64Array(0);
  at = 0;
  product: Numbers = new Float64Array(BLOCK);
  start = 0;
  stride = 0;
  /** Filters that {@link times} takes at most. */
  most = 1;
  readonly #dtype: Float;
  readonly #vectors: Vectors | undefined;
  /** Address of constant filters. */
  #placed: number | undefined;
  /** Addresses of the columns and of the result. */
  #room = 0;
  #out = 0;
  #met = false;

  constructor(
    node: Pick<PlannedNode, 'shared'>,
    readonly held: Held,
  ) {
    this.#dtype = held.dtype === 'float32' ? 'float32' : 'float64';
    this.#vectors = held.constant && held.dtype === this.#dtype ? node.shared(makeVectors) : undefined;
  }

  /** Makes ready for a run, with filters of `length` elements. */
  meet(length: number): void {
    const vectors = this.#vectors;
    if (!this.#met && vectors && length > 0) this.#place(vectors, length);
    this.#met = true;
    if (vectors && this.#placed !== undefined) {
      // There is room: the filters were placed with it, and memory only grows.
      this.#room = vectors.scratch(this.#bytes(length))!;
      this.#out = this.#room + length * BLOCK * SIZES[this.#dtype];
      this.columns = vectors.elements(this.#dtype);
      this.at = this.#room / SIZES[this.#dtype];
      this.product = this.columns;
    } else if (this.columns.length < length * BLOCK) this.columns = new Float64Array(length * BLOCK);
  }

  /** From one row of the matrix of `count` windows to the next. */
  spread(count: number): number {
    return this.#placed === undefined ? count : BLOCK;
  }

  /** Multiplies `rows` filters of `length` elements from the `first` with the columns. */
  times(first: number, rows: number, length: number, count: number): void {
    if (this.#placed === undefined) {
      rowProduct(this.held.numbers, first * length, 1, length, this.columns, 0, count, false, this.product);
      return;
    }
    const size = SIZES[this.#dtype];
    const panels = Math.ceil((count * size) / PANEL_BYTES);
    const filters = this.#placed + first * length * size;
    this.stride = (panels * PANEL_BYTES) / size;
    this.start = this.#out / size;
    // Windows are not known to be finite: no zero is left out.
    this.#vectors!.times(
      this.#dtype,
      filters,
      rows,
      length,
      this.#room,
      BLOCK * size,
      PANEL_BYTES,
      panels,
      this.#out,
      true,
    );
  }

  #place(vectors: Vectors, length: number): void {
    const { numbers, size } = this.held;
    this.most = rowsAtATime(this.#dtype, length);
    const at = vectors.keep(size * SIZES[this.#dtype]);
    if (at === undefined || vectors.scratch(this.#bytes(length)) === undefined) {
      this.most = 1;
      return;
    }
    this.#placed = at;
    vectors.elements(this.#dtype).set(numbers.subarray(0, size), at / SIZES[this.#dtype]);
  }

  /** Of the columns, the result and the lists of as many filters as go together. */
  #bytes(length: number): number {
    const row = BLOCK * SIZES[this.#dtype];
    return length * row + this.most * (row + listBytes(this.#dtype, length));
  }
}
