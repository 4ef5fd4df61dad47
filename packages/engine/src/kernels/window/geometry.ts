/**
 * Where a window stands as it slides over the spatial axes of an image `[batch, channels, ...spatial]`: shared by convolutions and pools.
 * One, two and three axes are all three: those that are missing have the length 1.
 */

import { misfit } from '../../errors.js';
import { int, ints, text } from '../attributes.js';
import type { PlannedNode } from '../kernel.js';

/** Three lengths: depth, height, width. */
export type Three = readonly [number, number, number];

export interface Geometry {
  readonly rank: number;
  readonly input: Three;
  readonly kernel: Three;
  readonly strides: Three;
  readonly dilations: Three;
  /** Padding before the first element. */
  readonly before: Three;
  readonly after: Three;
  readonly output: Three;
}

/** How a node's window moves. */
export interface Sliding {
  readonly autoPad: string;
  readonly strides: readonly number[] | undefined;
  readonly dilations: readonly number[] | undefined;
  readonly pads: readonly number[] | undefined;
  readonly ceil: boolean;
}

export function slidingOf(node: Pick<PlannedNode, 'attributes'>): Sliding {
  return {
    autoPad: text(node, 'auto_pad', 'NOTSET'),
    strides: ints(node, 'strides'),
    dilations: ints(node, 'dilations'),
    pads: ints(node, 'pads'),
    ceil: int(node, 'ceil_mode', 0) !== 0,
  };
}

/** @param filling - the length or the padding of an axis that is not there */
export function three(lengths: readonly number[], filling: number): Three {
  const missing = 3 - lengths.length;
  return Array.from({ length: 3 }, (_, axis) => lengths[axis - missing] ?? filling) as unknown as Three;
}

/** @throws CodecError `option` for an image that has more axes than a window may have, or is smaller than it */
export function geometryOf(image: readonly number[], kernel: readonly number[], how: Sliding): Geometry {
  const spatial = image.slice(2);
  const rank = spatial.length;
  if (rank < 1 || rank > 3 || kernel.length !== rank)
    throw misfit(`a window of ${kernel.length} axes over an image of shape [${image.join(', ')}]`);
  const strides = how.strides ?? spatial.map(() => 1);
  const dilations = how.dilations ?? spatial.map(() => 1);
  const before: number[] = [];
  const after: number[] = [];
  const output = spatial.map((length, axis) => {
    const reach = (kernel[axis]! - 1) * dilations[axis]! + 1;
    const stride = strides[axis]!;
    const [low, high] = padding(how, axis, rank, length, reach, stride);
    before.push(low);
    after.push(high);
    const room = length + low + high - reach;
    let steps = (how.ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
    // A window that starts in the padding after the image is none.
    if (how.ceil && (steps - 1) * stride >= length + low) steps--;
    if (!(stride > 0 && steps >= 0)) throw misfit(`a window of ${reach} does not fit into ${length} elements`);
    return steps;
  });
  return {
    rank,
    input: three(spatial, 1),
    kernel: three(kernel, 1),
    strides: three(strides, 1),
    dilations: three(dilations, 1),
    before: three(before, 0),
    after: three(after, 0),
    output: three(output, 1),
  };
}

function padding(
  { autoPad, pads }: Sliding,
  axis: number,
  rank: number,
  length: number,
  reach: number,
  stride: number,
): readonly [before: number, after: number] {
  if (autoPad === 'NOTSET') return [pads?.[axis] ?? 0, pads?.[axis + rank] ?? 0];
  if (autoPad === 'VALID') return [0, 0];
  const total = Math.max((Math.ceil(length / stride) - 1) * stride + reach - length, 0);
  const less = Math.floor(total / 2);
  return autoPad === 'SAME_LOWER' ? [total - less, less] : [less, total - less];
}

export const volume = ([depth, height, width]: Three): number => depth * height * width;
