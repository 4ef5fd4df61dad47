import type { DenseTensor } from '@brine/core';
import type { Entry } from '../build/scope.js';
import { prepare, type StageKind, Table } from '../build/index.js';
import { RandomState } from './mersenne-twister.js';
import type { Estimator } from '../read/estimator.js';
import { wrongRow } from '../read/index.js';

/**
 * Patches of images, all of them or as many as asked for at random places. The places depend on the size of the images, which only
 * the rows tell, so a stage before the graph cuts them out.
 * Source: sklearn.feature_extraction.image.PatchExtractor.transform
 */
export const patchExtractor: Entry = {
  input: () => ({ form: 'tensor' }),
  convert: (e, x, b, scope) => ({
    transform() {
      const most = e.has('max_patches') ? e.number('max_patches') : null;
      const patches = prepare(cutPatches, {
        patch_size: e.has('patch_size') ? Array.from(e.vector('patch_size')) : null,
        max_patches: most,
        random_state: most !== null && most > 0 ? seedOf(e) : null,
      });
      return Table.of(b, scope.prepare(x.blocks[0]!.value, null, patches), Infinity);
    },
  }),
};

export const cutPatches: StageKind = {
  kind: 'sklearn.PatchExtractor',
  takes: 'numbers',
  work(p) {
    const size = p.has('patch_size') ? p.pair('patch_size', 1, 2 ** 31) : undefined;
    const most = p.has('max_patches') ? Math.max(0, p.number('max_patches')) : 0;
    const seed = most > 0 ? p.integer('random_state', 0, 2 ** 32 - 1) : 0;
    return { run: (images) => cut(images, size, most, seed) };
  },
};

function seedOf(e: Estimator): number {
  const seed = e.raw('random_state');
  if (typeof seed === 'bigint' && seed >= 0n && seed < 2n ** 32n) return Number(seed);
  throw e.refuse('patches at places that are drawn anew each time', 'Set random_state to an int.');
}

function cut(images: DenseTensor, size: readonly number[] | undefined, most: number, seed: number): DenseTensor {
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  if (images.shape.length < 3 || images.shape.length > 4)
    throw wrongRow(0, `is no image: the rows have ${images.shape.length} axes, not 3 or 4`);
  const [high, wide] = size ?? [Math.floor(height / 10), Math.floor(width / 10)];
  if (!(high! > 0 && wide! > 0 && high! <= height && wide! <= width))
    throw wrongRow(0, `is an image of ${height} x ${width}, from which no patch of ${high} x ${wide} can be cut`);
  const tall = height - high! + 1;
  const broad = width - wide! + 1;
  const each = most === 0 ? tall * broad : most < 1 ? Math.trunc(most * tall * broad) : Math.min(most, tall * broad);
  const random = most === 0 ? undefined : new RandomState(seed);
  const data = images.data as Float64Array;
  const result = new Float64Array(count * each * high! * wide! * channels);
  let to = 0;
  for (let image = 0; image < count; image++) {
    const tops = random?.integers(tall, each);
    const lefts = random?.integers(broad, each);
    for (let patch = 0; patch < each; patch++) {
      const top = tops ? tops[patch]! : Math.floor(patch / broad);
      const left = lefts ? lefts[patch]! : patch % broad;
      for (let line = top; line < top + high!; line++) {
        const from = ((image * height + line) * width + left) * channels;
        result.set(data.subarray(from, from + wide! * channels), to);
        to += wide! * channels;
      }
    }
  }
  const shape = [count * each, high!, wide!, ...(channels > 1 ? [channels] : [])];
  return { dtype: 'float64', shape, data: result };
}
