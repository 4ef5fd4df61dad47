import { bytesOf, fromBytes, isCodecError, type CodecErrorShape, type NumericData } from '@brine/core';
import { createHost } from '@brine/core/host';
import { expect, test } from 'vitest';
import { safetensors } from '../index.js';
import { ELEMENT_TYPES } from '../spec/format.js';
import { FILES, fixture, json, sha256, type Damaged, type Expected } from '../../test/fixtures.js';

const host = createHost([safetensors]);

test.each(FILES)('%s is read as the reference wrote it', async (name) => {
  const expected = json<Expected>(`${name}.expected.json`);
  const opened = await host.open(fromBytes(fixture(name), name));
  expect(opened.confidence).toBe('certain');
  const { tensors, details } = await opened.inspect();
  expect(details?.metadata ?? {}).toEqual(expected.metadata);
  const view = await opened.view('tensors');
  expect(view.map((tensor) => tensor.name).sort()).toEqual(Object.keys(expected.tensors).sort());
  for (const [i, tensor] of view.entries()) {
    const want = expected.tensors[tensor.name!]!;
    const type = ELEMENT_TYPES.find(({ stored }) => stored === want.stored)!;
    expect(tensor).toMatchObject({ dtype: type.dtype, shape: want.shape, offset: want.offset, byteLength: want.bytes });
    expect(tensors![i]).toEqual({
      name: tensor.name,
      dtype: type.dtype,
      shape: want.shape,
      bytes: want.bytes,
      offset: want.offset,
    });
    const dense = await tensor.read();
    expect(dense).toMatchObject({ dtype: type.dtype, shape: want.shape });
    expect(sha256(bytesOf(dense.data as NumericData)), tensor.name).toBe(want.sha256);
  }
});

test('elements are numbers, and views of the file where they are aligned', async () => {
  const bytes = fixture('model.safetensors');
  const tensors = await (await host.open(fromBytes(bytes))).view('tensors');
  const named = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const steps = await named.get('layers.0.steps')!.read();
  expect(steps).toEqual({ dtype: 'int64', shape: [], data: BigInt64Array.of(3n) });
  expect((steps.data as BigInt64Array).buffer).toBe(bytes.buffer);
  expect((await named.get('__proto__')!.read()).data).toEqual(Uint16Array.of(0, 1, 2, 3, 4));
  expect((await named.get('mask')!.read()).data).toEqual(Uint8Array.of(1, 0, 1));
  const other = await (await host.open(fromBytes(fixture('other-writer.safetensors')))).view('tensors');
  expect((await other[1]!.read()).data).toEqual(Float64Array.of(1.5, -2, 1e300));
});

test('a selection reads a box', async () => {
  const tensors = await (await host.open(fromBytes(fixture('model.safetensors')))).view('tensors');
  const weight = tensors.find(({ name }) => name === 'layers.0.weight')!;
  const all = (await weight.read()).data as Float64Array;
  const box = await weight.read([
    [10, 12],
    [5, 8],
  ]);
  expect(box.shape).toEqual([2, 3]);
  expect(box.data).toEqual(Float64Array.from([305, 306, 307, 335, 336, 337], (i) => all[i]!));
  await expect(weight.read([[0, 41]])).rejects.toMatchObject({ code: 'BRINE-CORE-SELECTION' });
  const types = await (await host.open(fromBytes(fixture('types.safetensors')))).view('tensors');
  const packed = types.find(({ dtype }) => dtype === 'float4_e2m1fn')!;
  await expect(packed.read([[0, 1]])).rejects.toMatchObject({
    code: 'BRINE-SAFETENSORS-SELECTION',
    fault: 'unsupported',
  });
});

test('metadata that a view of tensors leaves out are noted once', async () => {
  const opened = await host.open(fromBytes(fixture('types.safetensors')));
  await opened.view('tensors');
  await opened.view('tensors');
  expect(opened.notes).toEqual([expect.objectContaining({ code: 'BRINE-SAFETENSORS-METADATA', loss: true })]);
});

/** Files that the format's text forbids and the reference lets pass: where we follow the text. */
const STRICTER = [
  'space before the brace',
  'key twice, equal',
  'key twice, by escape',
  'metadata key twice',
  'tensor a list',
  'dtype an object',
];

test('what the reference refuses is refused, with an offset in the file', async () => {
  const accepted: string[] = [];
  for (const { name, file, reference } of json<Damaged[]>('damaged.json')) {
    const bytes = new Uint8Array(Buffer.from(file, 'base64'));
    if (reference === null) accepted.push(name);
    const error = (await host
      .open(fromBytes(bytes), { codec: 'safetensors' })
      .catch((thrown: unknown) => thrown)) as CodecErrorShape;
    expect(isCodecError(error), name).toBe(true);
    expect(error, name).toMatchObject({
      codec: 'safetensors',
      fault: name === 'unknown dtype' ? 'unsupported' : 'malformed',
    });
    expect(error.at.offset, name).toBeGreaterThanOrEqual(0);
    expect(error.at.offset, name).toBeLessThanOrEqual(bytes.length);
  }
  expect(accepted).toEqual(STRICTER);
});

test('errors point at the byte', async () => {
  const places = new Map<string, number | undefined>();
  for (const { name, file } of json<Damaged[]>('damaged.json')) {
    const source = fromBytes(new Uint8Array(Buffer.from(file, 'base64')));
    await host
      .open(source, { codec: 'safetensors' })
      .catch((error: CodecErrorShape) => places.set(name, error.at.offset));
  }
  expect(Object.fromEntries(places)).toMatchObject({
    'header longer than the file': 0,
    'text after the object': 8 + '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}'.length,
    'key twice, equal': 8 + '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},'.length,
    'unknown dtype': 8 + '{"a":{"dtype":'.length,
    'negative length': 8 + '{"a":{"dtype":"U8","shape":['.length,
    'byte that is no UTF-8': 8 + '{"'.length,
    'surrogate in UTF-8': 8 + '{"'.length + 1,
    'bytes after the data': 8 + '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}'.length + 2,
    'nested deep': 8 + '{"a":'.length + 128,
  });
});
