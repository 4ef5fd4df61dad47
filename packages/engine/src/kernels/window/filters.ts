/** The filters of a convolution: rows of a product whose other factor is an image as {@link Planes} lays it out. */

import type { Held, Numbers } from '../../held.js';
import { LIST_HEAD, PANEL_BYTES } from '../../simd/binary.gen.js';
import { type Float, listBytes, makeVectors, NO_TERM, panelWidth, SIZES, type Vectors } from '../../simd/vectors.js';
import type { PlannedNode } from '../kernel.js';
import type { Planes } from './planes.js';

/** Bytes of the result of one product: more would not stay in the cache. */
const RESULT = 2 ** 17;

/** Positions that JavaScript sums side by side, and at a time. */
const LANES = 8;
const BLOCK = 256;

/** Constants in the memory of {@link Vectors}. */
interface Placed {
  /** The lists of each group, one after another. */
  readonly lists: number;
  readonly terms: number;
}

/**
 * An image is laid out in {@link image} from {@link at} on; {@link times} leaves its result in {@link product}, from {@link start} on, a
 * row of {@link stride} elements for each filter.
 */
export class Filters {
  image: Numbers = new Float64Array(0);
  at = 0;
  product: Numbers = new Float64Array(BLOCK);
  start = 0;
  stride = 0;
  /** Positions, and filters, that {@link times} takes at most. */
  most = BLOCK;
  rows = 1;
  #offsets: Int32Array = new Int32Array(0);
  #image = new Float64Array(0);
  #planes: Planes | undefined;
  #placed: Placed | undefined;
  #met = false;
  /** Filters of a group, and elements of a filter. */
  #own = 0;
  #length = 0;
  readonly #dtype: Float;
  readonly #vectors: Vectors | undefined;

  constructor(
    readonly node: Pick<PlannedNode, 'shared' | 'relu'>,
    readonly held: Held,
    readonly bias: Held | undefined,
    readonly groups: number,
  ) {
    this.#dtype = held.dtype === 'float32' ? 'float32' : 'float64';
    const constant = held.constant !== undefined && (!bias || bias.constant !== undefined);
    this.#vectors = constant && held.dtype === this.#dtype ? node.shared(makeVectors) : undefined;
  }

  /** Makes ready for a run with images like this one, of so many channels for each group. */
  meet(planes: Planes, channels: number): void {
    const count = this.held.shape[0]!;
    this.#own = count / this.groups;
    this.#length = count === 0 ? 0 : this.held.size / count;
    if (this.#planes !== planes) {
      this.#offsets = planes.offsets(channels);
      if (this.#vectors) this.#place(this.#vectors);
    }
    this.#planes = planes;
    const elements = channels * planes.channel;
    if (this.#vectors && this.#placed) {
      const size = SIZES[this.#dtype];
      const image = Math.ceil((elements * size) / PANEL_BYTES + 1) * PANEL_BYTES;
      const columns = Math.max(1, Math.floor(RESULT / (this.#own * PANEL_BYTES)));
      const room = this.#vectors.scratch(image + this.#own * columns * PANEL_BYTES);
      if (room !== undefined) {
        this.most = columns * panelWidth(this.#dtype);
        this.rows = this.#own;
        this.image = this.#vectors.elements(this.#dtype);
        this.at = room / size;
        this.product = this.image;
        this.start = (room + image) / size;
        return;
      }
      this.#placed = undefined;
    }
    if (this.#image.length < elements + LANES) this.#image = new Float64Array(elements + LANES);
    [this.image, this.at, this.most, this.rows] = [this.#image, 0, BLOCK, 1];
    [this.product, this.start, this.stride] = [new Float64Array(BLOCK), 0, BLOCK];
  }

  /** Multiplies the filters of a group, or one of them from `filter` on, with the image at `count` positions from the `first`. */
  times(group: number, filter: number, first: number, count: number): void {
    const [own, length] = [this.#own, this.#length];
    if (!this.#placed) {
      const row = group * own + filter;
      const term = this.bias ? this.bias.numbers[row]! : 0;
      this.#sum(row * length, length, first, count);
      for (let i = 0; i < count; i++) {
        const value = this.product[i]! + term;
        this.product[i] = this.node.relu && value < 0 ? 0 : value;
      }
      return;
    }
    const dtype = this.#dtype;
    const size = SIZES[dtype];
    const { lists, terms } = this.#placed;
    const panels = Math.ceil((count * size) / PANEL_BYTES);
    const list = lists + group * listBytes(dtype, own, length);
    const term = this.bias ? { at: terms + group * own * PANEL_BYTES, row: PANEL_BYTES, panel: 0 } : NO_TERM;
    const [image, out] = [(this.at + first) * size, this.start * size];
    this.stride = (panels * PANEL_BYTES) / size;
    this.#vectors!.meet(dtype, list, own, length, image, PANEL_BYTES, panels, out, term, this.node.relu);
  }

  /** Lists whose places are those of taps in an image, and the bias of each filter as a panel. */
  #place(vectors: Vectors): void {
    const [dtype, own, length] = [this.#dtype, this.#own, this.#length];
    const bytes = listBytes(dtype, own, length);
    if (!this.#met) {
      this.#met = true;
      const lists = vectors.keep(this.groups * bytes);
      const terms = this.bias ? vectors.keep(this.groups * own * PANEL_BYTES) : 0;
      if (lists !== undefined && terms !== undefined) this.#placed = { lists, terms };
    }
    if (!this.#placed || own === 0 || length === 0) return void (this.#placed = undefined);
    const { lists, terms } = this.#placed;
    for (let group = 0; group < this.groups; group++)
      this.#list(vectors, lists + group * bytes, this.held.numbers, group * own);
    const width = panelWidth(dtype);
    const memory = vectors.elements(dtype);
    for (let i = 0; this.bias && i < this.groups * own; i++) {
      const at = terms / SIZES[dtype] + i * width;
      memory.fill(this.bias.numbers[i]!, at, at + width);
    }
  }

  /** The filters of a group from the `first`, two by two. Windows are not known to be finite: no zero is left out. */
  #list(vectors: Vectors, at: number, numbers: Numbers, first: number): void {
    const [own, length, offsets] = [this.#own, this.#length, this.#offsets];
    const size = SIZES[this.#dtype];
    const { words } = vectors;
    const memory = vectors.elements(this.#dtype);
    for (let row = 0; row < own; row += 2) {
      const rows = Math.min(2, own - row);
      const entry = (1 + rows) * size;
      const end = at + LIST_HEAD + length * entry;
      words[at / 4] = end;
      for (let p = 0, to = at + LIST_HEAD; p < length; p++, to += entry) {
        words[to / 4] = offsets[p]! * size;
        for (let i = 0; i < rows; i++) memory[to / size + 1 + i] = numbers[(first + row + i) * length + p]!;
      }
      at = end;
    }
  }

  /** What {@link Vectors.meet} does, in JavaScript, for one filter. */
  #sum(filter: number, length: number, first: number, count: number): void {
    const offsets = this.#offsets;
    const [image, weights, out] = [this.#image, this.held.numbers, this.product];
    for (let position = 0; position < count; position += LANES) {
      let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let p = 0; p < length; p++) {
        const x = weights[filter + p]!;
        const from = first + position + offsets[p]!;
        s0 += x * image[from]!;
        s1 += x * image[from + 1]!;
        s2 += x * image[from + 2]!;
        s3 += x * image[from + 3]!;
        s4 += x * image[from + 4]!;
        s5 += x * image[from + 5]!;
        s6 += x * image[from + 6]!;
        s7 += x * image[from + 7]!;
      }
      out[position] = s0;
      out[position + 1] = s1;
      out[position + 2] = s2;
      out[position + 3] = s3;
      out[position + 4] = s4;
      out[position + 5] = s5;
      out[position + 6] = s6;
      out[position + 7] = s7;
    }
  }
}
