/** Where recurrent layers compute: one piece of memory with the states and gates of some sequences, and products from place to place in it. */

import type { Held, Numbers } from '../../held.js';
import { PANEL_BYTES } from '../../simd/binary.gen.js';
import { type Curve, type Float, listBytes, makeVectors, panelWidth, SIZES } from '../../simd/vectors.js';
import type { Vectors } from '../../simd/vectors.js';
import { placePanels } from '../factor.js';
import type { PlannedNode } from '../kernel.js';
import { pack, rowProduct } from '../product.js';

/** A constant of `n` rows and `k` columns, which rows of a state are multiplied with. */
export interface Matrix {
  readonly k: number;
  readonly n: number;
  /** From one row of a product to the next. */
  readonly stride: number;
  readonly placed: { readonly at: number; readonly finite: boolean } | undefined;
  readonly packed: Float64Array | undefined;
}

/** Places are positions in {@link memory}. */
export class Workspace {
  memory: Numbers = new Float64Array(0);
  /** Place of the first element. */
  start = 0;
  #list = 0;
  #row = new Float64Array(0);
  readonly #dtype: Float;
  readonly #vectors: Vectors | undefined;

  constructor(node: Pick<PlannedNode, 'shared'>, { dtype }: Held, constant: boolean) {
    this.#dtype = dtype === 'float32' ? 'float32' : 'float64';
    this.#vectors = constant ? node.shared(makeVectors) : undefined;
  }

  /** @param from - of the matrix in a slot */
  place({ numbers }: Held, from: number, k: number, n: number): Matrix {
    const dtype = this.#dtype;
    const placed =
      this.#vectors && k > 0 && n > 0 ? placePanels(this.#vectors, dtype, numbers, from, k, n, true) : undefined;
    if (!placed) return { k, n, stride: n, placed, packed: pack(numbers, k, n, true, from) };
    const stride = Math.ceil(n / panelWidth(dtype)) * panelWidth(dtype);
    return { k, n, stride, placed, packed: undefined };
  }

  /** Makes room for `count` elements, and for products of so many rows with these matrices. @returns whether there is */
  reserve(count: number, rows: number, matrices: readonly Matrix[]): boolean {
    const size = SIZES[this.#dtype];
    if (!matrices.some(({ placed }) => placed)) {
      if (this.memory.length < count) this.memory = new Float64Array(count);
      return true;
    }
    const elements = Math.ceil((count * size) / PANEL_BYTES + 1) * PANEL_BYTES;
    const lists = Math.max(...matrices.map(({ k }) => listBytes(this.#dtype, rows, k)));
    const room = this.#vectors!.scratch(elements + lists);
    if (room === undefined) return false;
    this.memory = this.#vectors!.elements(this.#dtype);
    this.start = room / size;
    this.#list = room + elements;
    return true;
  }

  /**
   * `to = from * matrix + term`, by rows.
   *
   * @param term - place of the first row's; `step` to the next row's
   */
  times(matrix: Matrix, from: number, rows: number, to: number, term: number, step: number): void {
    const { k, n, stride, placed, packed } = matrix;
    if (rows === 0) return;
    if (placed) {
      const dtype = this.#dtype;
      const size = SIZES[dtype];
      const vectors = this.#vectors!;
      const panels = (stride * size) / PANEL_BYTES;
      const added = { at: term * size, row: step * size, panel: PANEL_BYTES };
      vectors.list(dtype, from * size, rows, k, PANEL_BYTES, this.#list, !placed.finite);
      vectors.meet(dtype, this.#list, rows, k, placed.at, k * PANEL_BYTES, panels, to * size, added, false);
      return;
    }
    if (this.#row.length < n) this.#row = new Float64Array(n);
    const { memory } = this;
    for (let row = 0; row < rows; row++) {
      rowProduct(memory, from + row * k, 1, k, packed!, 0, n, true, this.#row);
      for (let j = 0; j < n; j++) memory[to + row * stride + j] = this.#row[j]! + memory[term + row * step + j]!;
    }
  }

  /** Puts the function of each of some elements in its place. @returns whether there are vectors for it */
  curve(curve: Curve, at: number, count: number): boolean {
    if (this.#fast) this.#vectors!.curve(curve, at * 4, count);
    return this.#fast;
  }

  /** `to = a b + c d` by elements. */
  mix(to: number, a: number, b: number, c: number, d: number, count: number): void {
    const { memory } = this;
    if (count % 4 === 0 && this.#fast)
      return this.#vectors!.calls.mix(4 * to, 4 * (to + count), 4 * a, 4 * b, 4 * c, 4 * d);
    for (let i = 0; i < count; i++) memory[to + i] = memory[a + i]! * memory[b + i]! + memory[c + i]! * memory[d + i]!;
  }

  /** Whether vectors have more for its elements than products. */
  get #fast(): boolean {
    return this.#dtype === 'float32' && this.#vectors?.elements('float32') === this.memory;
  }
}
