import {
  type ByteSource,
  type Codec,
  type CodecPlugin,
  type ConverterPlugin,
  fromBytes,
  isCodecError,
  type Plugin,
  type PyValue,
} from '@brine/core';
import { describe, expect, it } from 'vitest';
import { load } from './load.js';

/** Times that a source was closed. */
let closed = 0;
const counting = (source: ByteSource): ByteSource => ({
  ...source,
  close: () => {
    closed++;
    return Promise.resolve();
  },
});
const codec: Codec<{ answer?: string }> = {
  open: (source, _context, options) =>
    Promise.resolve({
      format: 'toy',
      inspect: () => Promise.resolve({ format: 'toy' }),
      value: () => Promise.resolve(options.answer ?? `${source.name ?? 'unnamed'} ${source.size}`),
      close: () => Promise.resolve(),
    }),
};
const toy: CodecPlugin<'toy', { answer?: string }> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'toy',
    title: 'Toy',
    package: 'toy',
    version: '1.0.0',
    extensions: [],
    mimeTypes: [],
    magic: [{ offset: 0, bytes: [0x54] }],
    can: { open: ['value'], encode: [], audit: false, seek: false },
  },
  load: () => Promise.resolve(codec),
};
/** Makes a program named after the value; it has no stages. */
const convert: ConverterPlugin<'name'> = {
  descriptor: {
    contract: 1,
    kind: 'converter',
    id: 'name',
    title: 'Name',
    package: 'name',
    version: '1.0.0',
    from: 'value',
    to: 'program',
  },
  load: () =>
    Promise.resolve({
      recognises: (value: PyValue) => typeof value === 'string' && value !== 'data',
      convert: (value: PyValue) =>
        Promise.resolve({ name: String(value), inputs: [], outputs: [], stages: [], methods: {} }),
    } as never),
};

const bytes = new TextEncoder().encode('TOY');
const use = [toy, convert] as const;

async function failure(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isCodecError(error)) throw new Error(`no CodecError: ${String(error)}`);
  return { fault: error.fault, message: error.message, hint: error.hint };
}

describe('load', () => {
  it.each([
    ['bytes', bytes, 'unnamed 3'],
    ['an ArrayBuffer', bytes.buffer as ArrayBuffer, 'unnamed 3'],
    ['a Blob', new Blob([bytes]), 'unnamed 3'],
    ['a File', new File([bytes], 'x.toy'), 'x.toy 3'],
    ['a source', fromBytes(bytes, 'y.toy'), 'y.toy 3'],
  ])('takes %s', async (_, source, name) => {
    expect((await load(source, { use })).name).toBe(name);
  });

  it('hands options to plugins by their ids', async () => {
    expect((await load(bytes, { use, toy: { answer: 'forty-two' } })).name).toBe('forty-two');
  });

  it('names the converter to install', async () => {
    expect(await failure(load(bytes, { use: [toy] }))).toEqual({
      fault: 'unsupported',
      message: 'nothing here makes a program of this toy file',
      hint: 'Add a converter: npm install @brine/convert-sklearn',
    });
  });

  it('refuses data that is no model', async () => {
    expect(await failure(load(bytes, { use, toy: { answer: 'data' } }))).toMatchObject({ fault: 'unsupported' });
  });

  it('closes the source, whatever happens', async () => {
    for (const source of [bytes, new Uint8Array(4)]) {
      const before = closed;
      await load(counting(fromBytes(source)), { use }).catch(() => undefined);
      expect(closed).toBeGreaterThan(before);
    }
  });

  it('refuses two plugins of one id', async () => {
    const other: Plugin = { ...toy, descriptor: { ...toy.descriptor, package: 'other' } };
    expect(await failure(load(bytes, { use: [toy, other] }))).toMatchObject({
      fault: 'option',
      message: 'two plugins have the id toy: toy and other',
    });
  });

  it('refuses an unknown file and an aborted signal', async () => {
    expect(await failure(load(new Uint8Array(4), { use }))).toMatchObject({ fault: 'unsupported' });
    await expect(load(bytes, { use, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
