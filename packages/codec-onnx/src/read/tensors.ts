/** The initializers of a model as tensors that read their own bytes. */

import {
  boxShape,
  bytesOf,
  elementsOf,
  fromBytes,
  ITEM_BYTES,
  limitError,
  readBox,
  type Context,
  type DenseTensor,
  type Selection,
  type Tensor,
} from '@brine/core';
import { storedBytes } from '../build/storage.js';
import { readTensor, tensorHeader, textBytes, wrongSize } from '../build/tensor.js';
import { ID, onnxError } from '../errors.js';
import type { ModelProto, TensorProto } from '../spec/messages.js';
import type { Elements } from './elements.js';

export function tensorsOf(model: ModelProto, elements: Elements, context: Context): Tensor[] {
  return (model.graph?.initializer ?? []).map((proto) => toTensor(proto, elements, context));
}

function toTensor(proto: TensorProto, elements: Elements, { limits, signal }: Context): Tensor {
  const { name = '' } = proto;
  const { dtype, shape, count } = tensorHeader(proto, name);
  const byteLength = storedBytes(dtype, count) ?? textBytes(proto);
  const offset = elements.offsetOf(proto);
  return {
    name,
    dtype,
    shape,
    byteLength,
    ...(offset === undefined ? {} : { offset }),
    async read(selection) {
      const place = await elements.find(proto);
      if (!place) return part(readTensor(proto, name, new Map()), selection, name);
      if (place.length !== byteLength) throw wrongSize(proto, name, place.length);
      const itemBytes = itemBytesOf(dtype, selection, name);
      const box = boxShape(shape, selection ?? []);
      const bytes = box.reduce((product, length) => product * length, itemBytes);
      if (bytes > limits.bytes) throw limitError(ID, 'bytes', limits, `Tensor ${name} has ${bytes} bytes`);
      const stored = selection ? { itemBytes, shape } : { itemBytes: 1, shape: [byteLength] };
      const read = await readBox(place.source, { offset: place.offset, ...stored }, selection, signal);
      return { dtype, shape: box, data: elementsOf(read, dtype)! };
    },
  };
}

/** A box of a tensor in memory. */
async function part(tensor: DenseTensor, selection: Selection | undefined, name: string): Promise<DenseTensor> {
  const { dtype, shape, data } = tensor;
  if (!selection) return { dtype, shape, data };
  const itemBytes = itemBytesOf(dtype, selection, name);
  const source = fromBytes(bytesOf(data as Exclude<typeof data, readonly string[]>));
  const bytes = await readBox(source, { offset: 0, itemBytes, shape }, selection);
  return { dtype, shape: boxShape(shape, selection), data: elementsOf(bytes, dtype)! };
}

/** @throws CodecError `unsupported` for a part of text, or of elements that share bytes */
function itemBytesOf(dtype: DenseTensor['dtype'], selection: Selection | undefined, name: string): number {
  const itemBytes = ITEM_BYTES[dtype];
  if (itemBytes !== undefined && Number.isInteger(itemBytes)) return itemBytes;
  if (!selection) return 1;
  throw onnxError('unsupported', 'SELECTION', `A part of ${JSON.stringify(name)} (${dtype}) cannot be read`, {
    path: name,
    hint: 'Read the whole tensor.',
  });
}
