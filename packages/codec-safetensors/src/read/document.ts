import {
  boxShape,
  elementsOf,
  limitError,
  readBox,
  type ByteSource,
  type Context,
  type Document,
  type Tensor,
} from '@brine/core';
import { failure, ID } from '../errors.js';
import type { Entry, Header } from './entries.js';

/** What a file offers: its header's index, and tensors that read their own bytes. */
export function openDocument(source: ByteSource, { metadata, entries }: Header, context: Context): Document {
  const tensors = entries.map((entry) => toTensor(entry, source, context));
  let noted = metadata.size === 0;
  return {
    format: ID,
    inspect: () =>
      Promise.resolve({
        format: ID,
        tensors: entries.map(({ name, type, shape, byteLength, offset }) => ({
          name,
          dtype: type.dtype,
          shape,
          bytes: byteLength,
          offset,
        })),
        ...(metadata.size > 0 ? { details: { metadata: Object.fromEntries(metadata) } } : {}),
      }),
    tensors() {
      if (!noted) {
        noted = true;
        const message = `The metadata (${[...metadata.keys()].join(', ')}) are not among the tensors.`;
        context.note({ code: 'BRINE-SAFETENSORS-METADATA', message, loss: true });
      }
      return Promise.resolve(tensors);
    },
    close: async () => source.close?.(),
  };
}

function toTensor(
  { name, type, shape, offset, byteLength }: Entry,
  source: ByteSource,
  { limits, signal }: Context,
): Tensor {
  const wholeBytes = type.bits % 8 === 0;
  return {
    name,
    dtype: type.dtype,
    shape,
    offset,
    byteLength,
    async read(selection) {
      if (selection && !wholeBytes) throw noSelection(name, type.stored, offset);
      const itemBytes = type.bits / 8;
      const box = boxShape(shape, selection ?? []);
      const bytes = box.reduce((product, length) => product * length, itemBytes);
      if (!source.bytes && bytes > limits.bytes)
        throw limitError(ID, 'bytes', limits, `Tensor ${JSON.stringify(name)} has ${bytes} bytes`, { offset });
      const stored = { offset, ...(wholeBytes ? { itemBytes, shape } : { itemBytes: 1, shape: [byteLength] }) };
      return {
        dtype: type.dtype,
        shape: box,
        data: elementsOf(await readBox(source, stored, selection, signal), type.dtype)!,
      };
    },
  };
}

function noSelection(name: string, type: string, offset: number): Error {
  return failure({
    code: 'SELECTION',
    fault: 'unsupported',
    message: `A part of ${JSON.stringify(name)} cannot be read: elements of ${type} share bytes.`,
    offset,
    hint: 'Read the whole tensor.',
  });
}
