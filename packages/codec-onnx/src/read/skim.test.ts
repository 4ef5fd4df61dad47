import { DEFAULT_LIMITS, fromBytes, type ByteSource, type DenseTensor } from '@brine/core';
import { createHost } from '@brine/core/host';
import { beforeEach, describe, expect, it } from 'vitest';
import { failure, heavyModel, source } from '../../test/fixtures.js';
import { onnx } from '../plugin.js';
import { skim } from './skim.js';

const HEAVY = heavyModel();
let reads: number[] = [];

/** The model behind reads that are counted, as a file would be. */
function file(bytes = HEAVY): ByteSource {
  const { size, read } = fromBytes(bytes);
  return {
    size,
    read: (offset, length) => {
      reads.push(length);
      return read(offset, length);
    },
  };
}

const total = () => reads.reduce((sum, length) => sum + length, 0);
const open = (from: ByteSource) => createHost([onnx]).open(from, { codec: 'onnx' });

beforeEach(() => {
  reads = [];
});

describe('a large model', () => {
  it('is opened and inspected without the elements of its weights', async () => {
    const opened = await open(file());
    const { tensors, details } = await opened.inspect();
    expect(details).toMatchObject({ parameters: 64 * 128 * 2 + 64 * 3, operators: { MatMul: 3 } });
    expect(tensors).toHaveLength(3);
    for (const { bytes, offset } of tensors!) expect(HEAVY.subarray(offset, offset! + bytes)).toHaveLength(bytes);
    expect(total()).toBeLessThan(30_000);
  });

  it('reads one tensor, or a part of it, and no other', async () => {
    const opened = await open(file());
    const tensors = await opened.view('tensors');
    reads = [];
    expect(
      await tensors[1]!.read([
        [1, 2],
        [3, 5],
      ]),
    ).toEqual({
      dtype: 'float64',
      shape: [1, 2],
      data: Float64Array.of(68, 69),
    });
    expect(total()).toBeLessThan(100);
    const { data } = await tensors[0]!.read();
    expect([data[0], data[8191]]).toEqual([0, 8191]);
    expect(total()).toBeLessThan(66_000);
    expect((await tensors[2]!.read([[0, 1]])).data).toEqual(Float64Array.of(2, 3, 4));
  });

  it('gives the same graph as from memory', async () => {
    const lazy = await (await open(file())).view('graph');
    const whole = await (await open(fromBytes(HEAVY))).view('graph');
    expect(lazy).toEqual(whole);
  });

  it('counts the bytes that it reads towards the limit', async () => {
    const context = { limits: { ...DEFAULT_LIMITS, bytes: 3000 } } as Parameters<typeof skim>[1];
    expect(await failure(() => skim(file(), context))).toMatchObject({ code: 'BRINE-LIMIT-BYTES' });
  });

  it('is refused where protobuf could not hold it', async () => {
    const huge: ByteSource = { size: 2 ** 31, read: () => Promise.reject(new Error('read')) };
    expect(await failure(() => skim(huge, { limits: DEFAULT_LIMITS } as never))).toMatchObject({
      code: 'BRINE-ONNX-SIZE',
      fault: 'malformed',
    });
  });

  it.each([10, 500, 70_000, 132_000])('cut off at %i is refused as from memory', async (length) => {
    const cut = HEAVY.slice(0, length);
    const lazy = await failure(async () => (await open(file(cut))).view('graph'));
    expect(lazy).toEqual(await failure(async () => (await open(fromBytes(cut))).view('graph')));
    expect(lazy.fault).toBe('malformed');
  });
});

it('tensors beside the file are read by range, and only then', async () => {
  const asked: string[] = [];
  const model: ByteSource = {
    ...source('external'),
    sibling: (name) => (asked.push(name), Promise.resolve({ ...file(new Uint8Array(88)), name })),
  };
  const opened = await open(model);
  const [w] = await opened.view('tensors');
  expect(asked).toEqual([]);
  const part: DenseTensor = await w!.read([[1, 2]]);
  expect(part.shape).toEqual([1, 3]);
  expect({ asked, reads }).toEqual({ asked: ['external.weights'], reads: [24] });
});

it('text and numbers that are in the records are tensors too', async () => {
  const opened = await open(source('dtypes_typed'));
  const tensors = await opened.view('tensors');
  const text = tensors.find(({ dtype }) => dtype === 'str');
  expect((await text!.read()).data.length).toBeGreaterThan(0);
  expect(await failure(() => text!.read([[0, 1]]))).toMatchObject({ code: 'BRINE-ONNX-SELECTION' });
});
