/** Images to a size. Source: keras.src.layers.preprocessing.image_preprocessing.resizing, center_crop */

import type { Convert } from '../build/call.js';
import { placesOf } from '../build/places.js';
import { bicubic } from '../reshaping/bicubic.js';

/** Nearest takes the place whose middle is next, the later of two. */
const MODES = {
  bilinear: { mode: 'linear', coordinate_transformation_mode: 'half_pixel' },
  nearest: { mode: 'nearest', coordinate_transformation_mode: 'half_pixel', nearest_mode: 'round_prefer_ceil' },
} as const;

export const resizing: Convert = (call) => {
  const { b, config } = call;
  for (const name of ['crop_to_aspect_ratio', 'pad_to_aspect_ratio', 'antialias']) {
    if (config.boolean(name, false)) throw config.refuse(`${name}=True`);
  }
  const places = placesOf(call);
  const wanted = [config.number('height'), config.number('width')];
  const interpolation = config.choice('interpolation', ['bilinear', 'nearest', 'bicubic'], 'bilinear');
  if (interpolation === 'bicubic') return places.give(bicubic(call, places, wanted), places.channels, wanted);
  const channels = places.channels;
  if (channels === null) throw config.refuse('an image whose number of channels is open');
  const sizes = b.concat([b.slice(b.op('Shape', [places.value]), 0, 1, 0), b.ints([channels, ...wanted])], 0);
  const value = b.op('Resize', [places.value, undefined, undefined, sizes], MODES[interpolation]);
  return places.give(value, channels, wanted);
};

export const centerCrop: Convert = (call) => {
  const { b, config } = call;
  const places = placesOf(call);
  const wanted = [config.number('height'), config.number('width')];
  const starts = places.lengths.map((length, i) => {
    if (length === null || length < wanted[i]!)
      throw config.refuse('a crop of an image that is smaller, or whose size is open');
    return Math.floor((length - wanted[i]!) / 2);
  });
  const stops = starts.map((start, i) => start + wanted[i]!);
  const value = b.op('Slice', [places.value, b.ints(starts), b.ints(stops), b.ints([2, 3])]);
  return places.give(value, places.channels, wanted);
};
