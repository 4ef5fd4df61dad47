/**
 * Opens the models that Python saved, with the common plugins in one install: `load` for predictions, `open` for everything else.
 *
 * @packageDocumentation
 */
export { CodecError, fromBlob, fromBytes, isCodecError, isKind } from '@brine/core';
export type {
  ByteSource,
  CodecErrorShape,
  DenseTensor,
  DType,
  Fault,
  Inspection,
  Method,
  PyValue,
  Tensor,
} from '@brine/core';
export { createHost } from '@brine/core/host';
export type { Opened } from '@brine/core/host';
export { toJs, toTagged, toText } from '@brine/core/values';
export type { JsArray } from '@brine/core/values';
export type { Cell, Items, Label, Model, Prediction, Rows } from '@brine/runtime';
export { load, open } from './load.js';
export type { Options } from './load.js';
export { plugins } from './plugins.js';
export type { Source } from './source.js';
