/**
 * Weights into a file beside the model.
 * @see https://github.com/onnx/onnx/blob/main/docs/ExternalData.md
 */

import type { ByteSink, Context } from '@brine/core';
import type { ExternalDataOptions } from '../options.js';
import { EXTERNAL } from '../read/external.js';
import { collect } from '../read/walk.js';
import type { ModelProto, TensorProto } from '../spec/messages.js';

/** Offsets are whole pages, so that a runtime can map the weights into memory. */
const PAGE = 4096;

/** As `onnx.save_model`. */
const THRESHOLD = 1024;

/** For a sink without a name. */
const NAMELESS = 'model.onnx';

/** Initializers of the model and of its subgraphs that hold raw bytes. */
export function heavyTensors(model: ModelProto, least: number): TensorProto[] {
  return collect('GraphProto', 'ModelProto', model)
    .flatMap(({ initializer = [] }) => initializer)
    .filter(({ rawData }) => rawData !== undefined && rawData.length > 0 && rawData.length >= least);
}

/** Writes the weights beside, and makes their records say where. */
export async function writeExternal(
  model: ModelProto,
  sink: ByteSink,
  { location = `${sink.name ?? NAMELESS}.data`, threshold = THRESHOLD }: ExternalDataOptions,
  signal: Context['signal'],
): Promise<void> {
  const tensors = heavyTensors(model, threshold);
  if (tensors.length === 0) return;
  const beside = await sink.sibling(location);
  let at = 0;
  for (const tensor of tensors) {
    signal?.throwIfAborted();
    const bytes = tensor.rawData!;
    const gap = -at & (PAGE - 1);
    if (gap > 0) await beside.write(new Uint8Array(gap));
    at += gap;
    await beside.write(bytes);
    delete tensor.rawData;
    tensor.dataLocation = EXTERNAL;
    tensor.externalData = Object.entries({ location, offset: at, length: bytes.length }).map(([key, value]) => ({
      key,
      value: String(value),
    }));
    at += bytes.length;
  }
}
