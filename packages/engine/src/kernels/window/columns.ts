/** The windows of some outputs laid out as the columns of a matrix: a row for each tap of each channel. */

import type { Numbers } from '../../held.js';
import { type Geometry, type Three, volume } from './geometry.js';

/**
 * Outputs whose windows are laid out at a time: they stay in the cache, panels of both floats are whole, and rows do not all fall on the
 * same lines of the cache, as those of a power of two do.
 */
export const BLOCK = 272;

export class Columns {
  /** An image with zeros around it, as far as windows reach: where one stands then needs no further look. */
  #image: Numbers = new Float64Array(0);
  #padded: Numbers = this.#image;
  #base = 0;
  #size: Three = [1, 1, 1];
  readonly #starts = new Int32Array(BLOCK);

  constructor(readonly elements: new (length: number) => unknown) {}

  /**
   * Takes the image whose windows {@link fill} lays out.
   *
   * @param base - of its first channel
   */
  take(from: Numbers, base: number, channels: number, g: Geometry): void {
    const reach = g.output.map(
      (length, axis) => (length - 1) * g.strides[axis]! + g.dilations[axis]! * (g.kernel[axis]! - 1) + 1,
    );
    if (reach.every((length, axis) => g.before[axis] === 0 && length <= g.input[axis]!)) {
      this.#size = g.input;
      this.#image = from;
      this.#base = base;
      return;
    }
    this.#size = reach as unknown as Three;
    this.#base = 0;
    const length = channels * volume(this.#size);
    if (this.#padded.length < length) this.#padded = new this.elements(length) as Numbers;
    this.#image = this.#padded.fill(0, 0, length);
    const [depth, height, width] = g.input;
    const [outerDepth, outerHeight, outerWidth] = this.#size;
    const [frontZ, frontY, frontX] = g.before;
    const columns = Math.min(width, outerWidth - frontX);
    for (let channel = 0; channel < channels; channel++)
      for (let z = 0; z < depth && z + frontZ < outerDepth; z++)
        for (let y = 0; y < height && y + frontY < outerHeight; y++) {
          const line = base + ((channel * depth + z) * height + y) * width;
          const to = ((channel * outerDepth + z + frontZ) * outerHeight + y + frontY) * outerWidth + frontX;
          for (let x = 0; x < columns; x++) this.#image[to + x] = from[line + x]!;
        }
  }

  /**
   * Lays out the windows of `count` outputs from the `first`.
   *
   * @param at - position of the matrix in `to`
   * @param stride - from one row of the matrix to the next
   */
  fill(to: Numbers, at: number, stride: number, channels: number, g: Geometry, first: number, count: number): void {
    const [depth, height, width] = this.#size;
    const [dz, dy, dx] = g.dilations;
    const image = this.#image;
    const starts = this.#starts;
    this.#start(g, first, count);
    for (let channel = 0; channel < channels; channel++)
      for (let kz = 0; kz < g.kernel[0]; kz++)
        for (let ky = 0; ky < g.kernel[1]; ky++)
          for (let kx = 0; kx < g.kernel[2]; kx++, at += stride) {
            const tap = ((channel * depth + kz * dz) * height + ky * dy) * width + kx * dx;
            for (let i = 0; i < count; i++) to[at + i] = image[tap + starts[i]!]!;
          }
  }

  /** Where the windows start in the image. */
  #start({ output, strides }: Geometry, first: number, count: number): void {
    const [, height, width] = this.#size;
    const [, rows, columns] = output;
    for (let i = 0; i < count; i++) {
      const row = Math.floor((first + i) / columns);
      const [x, y, z] = [(first + i) % columns, row % rows, Math.floor(row / rows)];
      this.#starts[i] = this.#base + (z * strides[0] * height + y * strides[1]) * width + x * strides[2];
    }
  }
}
