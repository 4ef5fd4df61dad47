/**
 * A toy format: `TOY!`, a count byte, that many float64. Small enough to be right, so that each way to break it breaks one promise.
 */

import {
  CodecError,
  concatBytes,
  elementsOf,
  limitError,
  type ByteSource,
  type Codec,
  type CodecDescriptor,
  type CodecPlugin,
  type Context,
  type Document,
  type Tensor,
} from '@brine/core';

export const TOY = Uint8Array.of(0x54, 0x4f, 0x59, 0x21, 2, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40);

const DESCRIPTOR: CodecDescriptor & { id: 'toy' } = {
  contract: 1,
  kind: 'codec',
  id: 'toy',
  title: 'Toy',
  package: 'brine-codec-toy',
  version: '1.0.0',
  extensions: ['.toy'],
  mimeTypes: [],
  magic: [{ offset: 0, bytes: [0x54, 0x4f, 0x59, 0x21] }],
  can: { open: ['tensors'], encode: ['tensors'], audit: true, seek: true },
};

function failure(fault: 'malformed' | 'encode', message: string, offset?: number): CodecError {
  return new CodecError({ codec: 'toy', code: 'BRINE-TOY-BAD', fault, message, offset });
}

async function open(source: ByteSource, { signal, limits }: Context): Promise<Document> {
  if (source.size < 5) throw failure('malformed', 'the header is cut', source.size);
  const head = await source.read(0, 5, signal);
  if (DESCRIPTOR.magic[0]!.bytes.some((byte, i) => byte !== head[i])) throw failure('malformed', 'no toy', 0);
  const length = head[4]!;
  if (source.size !== 5 + 8 * length) throw failure('malformed', 'the count and the size do not agree', 4);
  if (length > limits.items) throw limitError('toy', 'items', limits, `${length} items`);
  const tensor: Tensor = {
    name: 'toy',
    dtype: 'float64',
    shape: [length],
    offset: 5,
    byteLength: 8 * length,
    read: async () => ({
      dtype: 'float64',
      shape: [length],
      data: elementsOf(await source.read(5, 8 * length, signal), 'float64')!,
    }),
  };
  return {
    format: 'toy',
    inspect: () =>
      Promise.resolve({ format: 'toy', tensors: [{ dtype: 'float64', shape: [length], bytes: 8 * length }] }),
    tensors: () => Promise.resolve([tensor]),
    close: () => Promise.resolve(),
  };
}

export const CODEC: Codec = {
  open,
  async encode(views, sink, { signal }) {
    signal?.throwIfAborted();
    const [tensor] = (await views.tensors?.()) ?? [];
    if (!tensor || tensor.dtype !== 'float64') throw failure('encode', 'no doubles');
    const data = (await tensor.read()).data as Float64Array;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    await sink.write(concatBytes([TOY.subarray(0, 4), Uint8Array.of(data.length), bytes]));
    return [];
  },
  async *audit(source, context) {
    try {
      await open(source, context);
    } catch {
      yield { code: 'BRINE-TOY-001', severity: 'medium', message: 'The file is damaged.', effect: 'not-proven' };
    }
  },
};

export function toy(codec: Partial<Codec> = {}, descriptor: Partial<CodecDescriptor> = {}): CodecPlugin {
  const whole = { ...CODEC, ...codec };
  return { descriptor: { ...DESCRIPTOR, ...descriptor } as CodecDescriptor, load: () => Promise.resolve(whole) };
}

/** A toy codec whose documents are changed. */
export function withDocument(change: (document: Document, source: ByteSource) => Partial<Document>): CodecPlugin {
  return toy({
    async open(source, context) {
      const document = await open(source, context);
      return { ...document, ...change(document, source) };
    },
  });
}
