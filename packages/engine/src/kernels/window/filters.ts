/** The filters of a convolution: rows of a product whose other factor is an image as {@link Planes} lays it out. */

import type { Held, Numbers } from '../../held.js';
import { LIST_HEAD, PANEL_BYTES } from '../../simd/binary.gen.js';
import { type Float, listBytes, makeVectors, NO_TERM, panelWidth, SIZES, SLACK } from '../../simd/vectors.js';
import type { Vectors } from '../../simd/vectors.js';
import { relu } from '../elementwise/unary.js';
import { copyLanes } from '../gather.js';
import type { PlannedNode } from '../kernel.js';
import type { Planes } from './planes.js';

/** Bytes of the result of one product: more would not stay in the cache. */
const RESULT = 2 ** 17;

/** Places that JavaScript sums side by side. */
const LANES = 8;

/** Constants in the memory of {@link Vectors}. */
interface Placed {
  /** The lists of each group, one after another. */
  readonly lists: number;
  readonly terms: number;
}

/** An image is laid out in {@link image} from {@link at} on; {@link times} multiplies, and {@link give} takes the result. */
export class Filters {
  image: Numbers = new Float64Array(0);
  at = 0;
  /** Lines of the output that {@link times} takes at most, and filters that it takes. */
  lines = 1;
  rows = 1;
  #product: Numbers = this.image;
  #start = 0;
  #stride = 0;
  /** Where the vectors' result stands, and where its lines are put one after another. */
  #out = 0;
  #packed = 0;
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
    const [, height, width] = planes.g.output;
    if (this.#vectors && this.#placed) {
      const size = SIZES[this.#dtype];
      const lines = Math.min(height, Math.max(1, Math.floor(RESULT / (this.#own * planes.width * size))));
      const image = whole(elements * size + SLACK);
      const out = this.#own * whole(lines * planes.width * size);
      const packed = this.#own * lines * width * size + SLACK;
      const room = this.#vectors.scratch(image + out + packed);
      if (room !== undefined) {
        [this.lines, this.rows] = [lines, this.#own];
        [this.image, this.at] = [this.#vectors.elements(this.#dtype), room / size];
        [this.#out, this.#packed] = [room + image, room + image + out];
        this.#product = this.image;
        return;
      }
      this.#placed = undefined;
    }
    if (this.#image.length < elements + LANES) this.#image = new Float64Array(elements + LANES);
    [this.image, this.at, this.lines, this.rows] = [this.#image, 0, 1, 1];
    if (this.#product.length < width + LANES) this.#product = new Float64Array(width + LANES);
    [this.#start, this.#stride] = [0, width];
  }

  /** Multiplies the filters of a group, or one of them from `filter` on, with the image at some lines of the output. */
  times(group: number, filter: number, z: number, y: number, lines: number): void {
    const { g, width, height } = this.#planes!;
    const columns = g.output[2];
    const [own, length] = [this.#own, this.#length];
    const first = (z * height + y) * width;
    if (!this.#placed) return this.#sum(group * own + filter, length, first, columns);
    const dtype = this.#dtype;
    const size = SIZES[dtype];
    const { lists, terms } = this.#placed;
    const vectors = this.#vectors!;
    const step = whole(((lines - 1) * width + columns) * size);
    const list = lists + group * listBytes(dtype, own, length);
    const term = this.bias ? { at: terms + group * own * PANEL_BYTES, row: PANEL_BYTES, panel: 0 } : NO_TERM;
    const image = (this.at + first) * size;
    vectors.meet(dtype, list, own, length, image, PANEL_BYTES, step / PANEL_BYTES, this.#out, term, this.node.relu);
    const packed = width !== columns && own * lines > 0;
    if (packed) vectors.calls.lines(this.#out, own, step, lines, width * size, columns * size, this.#packed);
    this.#start = (packed ? this.#packed : this.#out) / size;
    this.#stride = packed ? lines * columns : step / size;
  }

  /**
   * Takes the product.
   *
   * @param at - of the first filter's in `to`, `step` elements before that of the next
   */
  give(to: Numbers, at: number, step: number, count: number): void {
    const [product, start, stride] = [this.#product, this.#start, this.#stride];
    if (stride === step && count === step) copyLanes(product, start, to, at, this.rows * count);
    else for (let row = 0; row < this.rows; row++) copyLanes(product, start + row * stride, to, at + row * step, count);
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

  /** What {@link Vectors.meet} does, in JavaScript, for one filter and one line. */
  #sum(filter: number, length: number, first: number, count: number): void {
    const [image, weights, out, offsets] = [this.#image, this.held.numbers, this.#product, this.#offsets];
    const term = this.bias ? this.bias.numbers[filter]! : 0;
    for (let place = 0; place < count; place += LANES) {
      let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let p = 0; p < length; p++) {
        const x = weights[filter * length + p]!;
        const from = first + place + offsets[p]!;
        s0 += x * image[from]!;
        s1 += x * image[from + 1]!;
        s2 += x * image[from + 2]!;
        s3 += x * image[from + 3]!;
        s4 += x * image[from + 4]!;
        s5 += x * image[from + 5]!;
        s6 += x * image[from + 6]!;
        s7 += x * image[from + 7]!;
      }
      out[place] = s0 + term;
      out[place + 1] = s1 + term;
      out[place + 2] = s2 + term;
      out[place + 3] = s3 + term;
      out[place + 4] = s4 + term;
      out[place + 5] = s5 + term;
      out[place + 6] = s6 + term;
      out[place + 7] = s7 + term;
    }
    if (this.node.relu) relu(out, out, count);
  }
}

/** Bytes of whole panels. */
const whole = (bytes: number): number => Math.ceil(bytes / PANEL_BYTES) * PANEL_BYTES;
