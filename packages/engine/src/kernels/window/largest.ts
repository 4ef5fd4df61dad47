/** The largest of windows with vector instructions: of those that lie in the image, at every place or every other one, as nearly all do. */

import type { Held, Numbers } from '../../held.js';
import { type Float, makeVectors, SIZES, SLACK } from '../../simd/vectors.js';
import { copyLanes } from '../gather.js';
import type { PlannedNode } from '../kernel.js';
import { type Geometry, volume } from './geometry.js';

/** Bytes of planes at a time: more would not stay in the cache. */
const PLANES = 2 ** 17;

export class Largest {
  readonly #dtype: Float | undefined;
  readonly #node: Pick<PlannedNode, 'shared'>;

  constructor(node: Pick<PlannedNode, 'shared'>, { dtype }: Held) {
    this.#node = node;
    this.#dtype = dtype === 'float32' || dtype === 'float64' ? dtype : undefined;
  }

  /** @returns whether it did: `to` is as it was where these windows, or this host, are not for it */
  run(from: Numbers, planes: number, g: Geometry, to: Numbers): boolean {
    const dtype = this.#dtype;
    if (!dtype || !fits(g) || planes * volume(g.output) === 0) return false;
    const vectors = this.#node.shared(makeVectors);
    const bytes = SIZES[dtype];
    const [size, count] = [volume(g.input), volume(g.output)];
    const most = Math.min(planes, Math.max(1, Math.floor(PLANES / (size * bytes))));
    const taps = g.kernel[1] * g.kernel[2];
    const image = rounded(4 * taps);
    const out = image + rounded(most * size * bytes + SLACK);
    const room = vectors?.scratch(out + most * count * bytes + SLACK);
    if (!vectors || room === undefined) return false;
    const { words, calls } = vectors;
    const width = g.input[2];
    for (let tap = 0; tap < taps; tap++) {
      const [y, x] = [Math.floor(tap / g.kernel[2]), tap % g.kernel[2]];
      words[room / 4 + tap] = (y * g.dilations[1] * width + x * g.dilations[2]) * bytes;
    }
    const memory = vectors.elements(dtype);
    const [ofOne, ofTwo] =
      dtype === 'float32' ? [calls.largest32, calls.largestOfTwo32] : [calls.largest64, calls.largestOfTwo64];
    const call = g.strides[2] === 1 ? ofOne : ofTwo;
    for (let plane = 0; plane < planes; plane += most) {
      const some = Math.min(most, planes - plane);
      copyLanes(from, plane * size, memory, (room + image) / bytes, some * size);
      const [step, line] = [size * bytes, g.strides[1] * width * bytes];
      const end = room + 4 * taps;
      call(room + image, some, step, g.output[1], line, room, end, room + out, g.output[2] * bytes);
      copyLanes(memory, (room + out) / bytes, to, plane * count, some * count);
    }
    return true;
  }
}

function fits({ rank, input, kernel, strides, dilations, before, output }: Geometry): boolean {
  const inside = ([0, 1, 2] as const).every(
    (axis) =>
      before[axis] === 0 &&
      (output[axis] - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1 <= input[axis],
  );
  return inside && rank < 3 && (strides[2] === 1 || strides[2] === 2);
}

const rounded = (bytes: number): number => Math.ceil(bytes / 64) * 64;
