/** Which converter a layer has. */

import type { Convert } from './build/call.js';
import { unsupported } from './read/errors.js';
import type { Layer } from './read/model.js';
import { activationLayers } from './activations/layers.js';
import { attentionLayers } from './attention/layers.js';
import { convolutions } from './convolution/layers.js';
import { core } from './core/layers.js';
import { merging } from './merging/layers.js';
import { normalization } from './normalization/layers.js';
import { arithmetic } from './operations/arithmetic.js';
import { axes } from './operations/axes.js';
import { pooling } from './pooling/layers.js';
import { preprocessing } from './preprocessing/layers.js';
import { recurrentLayers } from './recurrent/layers.js';
import { reshaping } from './reshaping/layers.js';

/** Converters by class: `Dense`; an operation of `keras.ops` by `ops.Add`; a user's class as registered (`package>Class`) or named. */
export type Registry = ReadonlyMap<string, Convert>;

export type Entries = Readonly<Record<string, Convert>>;

/** The converters of this package, by family. */
const FAMILIES: readonly Entries[] = [
  core,
  activationLayers,
  convolutions,
  pooling,
  normalization,
  reshaping,
  merging,
  recurrentLayers,
  attentionLayers,
  preprocessing,
  arithmetic,
  axes,
];

/** @param own - converters of the caller, which come before ours */
export function makeRegistry(own: Entries = {}): Registry {
  return new Map([...FAMILIES.flatMap((family) => Object.entries(family)), ...Object.entries(own)]);
}

/** Whether a class is an operation of `keras.ops`, by its module. */
export const isOperation = (module = ''): boolean => /\bops\b/.test(module);

/** @throws CodecError `unsupported` that names the layer */
export function converterOf(registry: Registry, layer: Layer): Convert {
  const { className, module = '', registeredName = '' } = layer;
  // An operation may be called like a layer (`Add`), and a user's class like one of Keras'.
  const names = /\bops\b/.test(module)
    ? [`ops.${className}`]
    : [registeredName.includes('>') ? registeredName : '', className];
  for (const name of names) {
    const found = registry.get(name);
    if (found) return found;
  }
  throw unsupported(
    `the layer ${layer.className} has no converter`,
    layer.path,
    'A converter of your own: the option `layers` of @brine/convert-keras.',
  );
}
