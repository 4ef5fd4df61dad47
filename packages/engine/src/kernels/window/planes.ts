/**
 * An image laid out for filters: with zeros around it, as far as windows reach, and split into the phases of the strides. What a tap of a
 * filter meets then lies side by side for one output after another, a fixed offset away from the first.
 */

import type { Numbers } from '../../held.js';
import { copyLanes } from '../gather.js';
import { type Geometry, volume } from './geometry.js';

/** One axis: the phases that taps fall on, and how long a plane is. */
interface Axis {
  /** By tap: the number of its phase among those that are used, and how far into the plane it starts. */
  readonly taps: readonly (readonly [phase: number, shift: number])[];
  readonly phases: readonly number[];
  readonly length: number;
}

/** Of a plane, in elements: a whole page would put all channels on the same lines of the cache. */
const PAGE = 512;
const LINE = 16;

export class Planes {
  readonly #axes: readonly [Axis, Axis, Axis];
  /** Elements of a plane, of which there is one for each phase of each channel. */
  readonly #plane: number;
  /** Elements of a channel. */
  readonly channel: number;
  /** Whether the image is laid out already: nothing around it, and one phase. */
  readonly #plain: boolean;
  /** Elements from one line of a plane to the next, and lines from one depth to the next. */
  readonly width: number;
  readonly height: number;

  constructor(readonly g: Geometry) {
    this.#axes = [axisOf(g, 0), axisOf(g, 1), axisOf(g, 2)];
    const [depth, height, width] = this.#axes;
    const size = depth.length * height.length * width.length;
    this.#plane = size % PAGE === 0 ? size + LINE : size;
    this.channel = this.#plane * depth.phases.length * height.phases.length * width.phases.length;
    [this.width, this.height] = [width.length, height.length];
    const whole = this.#axes.every(({ length }, axis) => length === g.input[axis] && g.before[axis] === 0);
    this.#plain = whole && this.channel === volume(g.input);
  }

  /** Where each tap of each of some channels starts, in the order of the elements of a filter. */
  offsets(channels: number): Int32Array {
    const [depth, height, width] = this.#axes;
    const offsets: number[] = [];
    for (let channel = 0; channel < channels; channel++)
      for (const [pz, z] of depth.taps)
        for (const [py, y] of height.taps)
          for (const [px, x] of width.taps) {
            const phase = (pz * height.phases.length + py) * width.phases.length + px;
            offsets.push(channel * this.channel + phase * this.#plane + (z * height.length + y) * width.length + x);
          }
    return Int32Array.from(offsets);
  }

  /**
   * Lays out some channels of an image.
   *
   * @param base - of the first channel in `from`
   * @param at - of its planes in `to`
   */
  fill(to: Numbers, at: number, from: Numbers, base: number, channels: number): void {
    const { g } = this;
    if (this.#plain) return copyLanes(from, base, to, at, channels * this.channel);
    const [depth, height, width] = this.#axes;
    const [, high, wide] = g.input;
    to.fill(0, at, at + channels * this.channel);
    for (let channel = 0; channel < channels; channel++, base += volume(g.input))
      for (const phaseZ of depth.phases)
        for (const phaseY of height.phases)
          for (const phaseX of width.phases) {
            const [firstX, lastX] = inside(g, 2, phaseX, width.length);
            const [firstY, lastY] = inside(g, 1, phaseY, height.length);
            const [firstZ, lastZ] = inside(g, 0, phaseZ, depth.length);
            const startX = firstX * g.strides[2] + phaseX - g.before[2];
            for (let z = firstZ; z < lastZ; z++)
              for (let y = firstY; y < lastY; y++) {
                const inZ = z * g.strides[0] + phaseZ - g.before[0];
                const inY = y * g.strides[1] + phaseY - g.before[1];
                const source = base + (inZ * high + inY) * wide + startX;
                const line = at + (z * height.length + y) * width.length + firstX;
                if (g.strides[2] === 1) copyLanes(from, source, to, line, lastX - firstX);
                else for (let i = 0, p = source; i < lastX - firstX; i++, p += g.strides[2]) to[line + i] = from[p]!;
              }
            at += this.#plane;
          }
  }
}

function axisOf({ kernel, strides, dilations, output }: Geometry, axis: 0 | 1 | 2): Axis {
  const reaches = Array.from({ length: kernel[axis] }, (_, tap) => tap * dilations[axis]);
  const stride = strides[axis];
  const phases = [...new Set(reaches.map((reach) => reach % stride))].sort((a, b) => a - b);
  const taps = reaches.map((reach) => [phases.indexOf(reach % stride), Math.floor(reach / stride)] as const);
  return { taps, phases, length: output[axis] + Math.max(0, ...taps.map(([, shift]) => shift)) };
}

/** The part of a line of a plane that is in the image, not in the padding. */
function inside(
  { input, strides, before }: Geometry,
  axis: 0 | 1 | 2,
  phase: number,
  length: number,
): readonly [first: number, last: number] {
  const first = Math.max(0, Math.ceil((before[axis] - phase) / strides[axis]));
  const last = Math.min(length, Math.floor((input[axis] - 1 + before[axis] - phase) / strides[axis]) + 1);
  return [first, Math.max(first, last)];
}
