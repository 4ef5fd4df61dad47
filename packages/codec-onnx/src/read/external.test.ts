import { DEFAULT_LIMITS, fromBytes, toMemory, type ByteSource } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { failure, fixture, open, source } from '../../test/fixtures.js';
import { codec } from '../codec.js';
import { onnx } from '../plugin.js';
import type { ModelProto } from '../spec/messages.js';
import { encodeMessage } from '../write/encode.js';
import { decodeMessage } from './decode.js';

/** The model with the places of its first tensor's elements changed. */
async function moved(entries: Readonly<Record<string, string>>): Promise<ByteSource> {
  const model: ModelProto = decodeMessage('ModelProto', fixture('external.onnx'), DEFAULT_LIMITS);
  const tensor = model.graph!.initializer![0]!;
  const kept = Object.fromEntries(tensor.externalData!.map(({ key = '', value = '' }) => [key, value]));
  tensor.externalData = Object.entries({ ...kept, ...entries }).map(([key, value]) => ({ key, value }));
  const sink = toMemory();
  for (const piece of encodeMessage('ModelProto', model).pieces) await sink.write(piece);
  return fromBytes(sink.toBytes());
}

describe('external data', () => {
  it('is read from the file beside, and inspected without it', async () => {
    const opened = await open(source('external'));
    const { tensors, details } = await opened.inspect();
    expect(tensors).toEqual([
      { name: 'w', dtype: 'float64', shape: [2, 3], bytes: 48 },
      { name: 'b', dtype: 'float64', shape: [3], bytes: 24 },
    ]);
    expect(details).toMatchObject({
      external: { w: { location: 'external.weights', offset: '0', length: '48' }, b: { offset: '64' } },
      parameters: 9,
    });
    const { initializers } = await opened.view('graph');
    expect(initializers.map(({ tensor }) => tensor.data)).toEqual([
      Float64Array.of(0, 1, 2, 3, 4, 5),
      Float64Array.of(1, 2, 3),
    ]);
  });

  it('becomes part of the file when that is written', async () => {
    const opened = await open(source('external'));
    const sink = toMemory();
    await codec.encode!({ graph: () => opened.view('graph') }, sink, {} as never, {});
    const { tensors } = await (await open(fromBytes(sink.toBytes()))).inspect();
    expect(tensors!.map(({ offset }) => offset)).toEqual([expect.any(Number), expect.any(Number)]);
  });

  it.each([
    ['/etc/passwd'],
    ['../external.weights'],
    ['sub/external.weights'],
    ['sub\\external.weights'],
    ['C:external.weights'],
    ['..'],
    [''],
  ])('a path is refused: %j', async (location) => {
    let asked = false;
    const model = await moved({ location });
    const watched: ByteSource = { ...model, sibling: () => Promise.resolve(((asked = true), undefined)) };
    const error = await failure(async () => {
      return (await createHost([onnx]).open(watched, { codec: 'onnx' })).view('graph');
    });
    expect(error).toMatchObject({ code: 'BRINE-ONNX-EXTERNAL', fault: 'malformed', at: { path: 'w', offset: 40 } });
    expect(error.message).toContain('not the name of a file beside the model');
    expect(asked).toBe(false);
  });

  it.each([
    [{ offset: '1e9' }, '"1e9" for an offset'],
    [{ offset: '-1' }, '"-1" for an offset'],
    [{ offset: '80' }, '48 bytes from 80 of "external.weights", which has 88'],
    [{ length: '99999999999999999999' }, 'for an offset or length'],
    [{ length: '16' }, 'Tensor w has 16 bytes, but float64[2, 3] needs 48'],
  ])('a place outside of the file is refused: %j', async (entries, message) => {
    const model = await moved(entries);
    const error = await failure(async () => (await open(model)).view('graph'));
    expect(error.fault).toBe('malformed');
    expect(error.message).toContain(message);
    expect(error.at).toHaveProperty('offset');
  });

  it('that is not there is an error of input, with a hint', async () => {
    const error = await failure(async () => (await createHost([onnx]).open(source('external'))).view('graph'));
    expect(error).toMatchObject({ code: 'BRINE-ONNX-EXTERNAL-MISSING', fault: 'io', at: { path: 'w' } });
    expect(error.hint).toContain('beside the model');
  });

  it('counts towards the limit on bytes', async () => {
    const error = await failure(async () => (await open(source('external'), { limits: { bytes: 60 } })).view('graph'));
    expect(error).toMatchObject({ code: 'BRINE-LIMIT-BYTES', fault: 'limit' });
  });
});
