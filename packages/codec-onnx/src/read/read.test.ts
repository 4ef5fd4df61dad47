import { bytesOf, DEFAULT_LIMITS, fromBytes, toMemory } from '@brine/core';
import { describe, expect, it } from 'vitest';
import { failure, fixture, NAMES, open, sidecar, source } from '../../test/fixtures.js';
import { codec } from '../codec.js';
import { decodeMessage } from './decode.js';

const ELEMENT_NAMES: Readonly<Record<string, string>> = {
  float: 'float32',
  double: 'float64',
  string: 'str',
  float8e4m3fn: 'float8_e4m3fn',
  float8e4m3fnuz: 'float8_e4m3fnuz',
  float8e5m2: 'float8_e5m2',
  float8e5m2fnuz: 'float8_e5m2fnuz',
  float8e8m0: 'float8_e8m0fnu',
  float4e2m1: 'float4_e2m1fn',
};

describe('reading', () => {
  it.each(NAMES)('%s: the initializers that onnx wrote, element by element', async (name) => {
    const graph = await (await open(source(name))).view('graph');
    const { initializers, opsets } = sidecar(name);
    expect({ ...graph.opsets }).toEqual(opsets);
    expect(
      graph.initializers.map(({ name, tensor: { dtype, shape, data } }) => ({
        name,
        type: dtype,
        shape,
        elements: ArrayBuffer.isView(data) ? Buffer.from(bytesOf(data)).toString('hex') : data,
      })),
    ).toEqual(initializers.map((one) => ({ ...one, type: ELEMENT_NAMES[one.type] ?? one.type })));
  });

  it('makes views of the file, of raw bytes and of aligned lists', async () => {
    const bytes = fixture('dtypes_raw.onnx');
    const graph = await (await open(fromBytes(bytes))).view('graph');
    const byte = graph.initializers.find(({ name }) => name === 't_uint8')!.tensor.data as Uint8Array;
    expect(byte.buffer).toBe(bytes.buffer);
    const { tensors } = await (await open(fromBytes(bytes))).inspect();
    const { offset } = tensors!.find(({ name }) => name === 't_uint8')!;
    expect(bytes.slice(offset, offset! + 5)).toEqual(Uint8Array.of(1, 7, 3, 0, 5));
    expect(byte.byteOffset - bytes.byteOffset).toBe(offset);
  });

  it.each(NAMES.filter((name) => name !== 'external'))(
    '%s is written as onnx wrote it, byte for byte',
    async (name) => {
      const opened = await open(source(name));
      const sink = toMemory();
      await codec.encode!({ graph: () => opened.view('graph') }, sink, {} as never, {});
      expect(Buffer.from(sink.toBytes()).equals(fixture(`${name}.onnx`))).toBe(true);
    },
  );
});

describe('bytes that are no model', () => {
  const decode = (...bytes: number[]) =>
    failure(() => decodeMessage('ModelProto', Uint8Array.from(bytes), DEFAULT_LIMITS));

  it.each<[string, number[], string, number]>([
    ['a text that is cut', [8, 8, 18, 5, 65], 'ModelProto: premature EOF', 2],
    ['a varint without an end', [8, 128, 128], 'ModelProto: premature EOF', 0],
    ['a varint of eleven bytes', [8, ...new Array<number>(10).fill(255), 1], 'ModelProto: invalid varint', 0],
    ['field number 0', [0, 1], 'ModelProto: illegal tag: field no 0 wire type 0', 0],
    ['text that is not UTF-8', [18, 1, 255], 'ModelProto: The encoded data was not valid for encoding utf-8', 0],
    ['a group that does not end', [8, 8, 0xf3, 1, 8, 1], 'ModelProto: ', 2],
    ['a graph longer than the file', [58, 127, 10], 'ModelProto: premature EOF', 0],
    // graph > initializer > float_data of five bytes
    [
      'packed floats of five bytes',
      [58, 9, 42, 7, 34, 5, 0, 0, 0, 0, 0],
      'TensorProto: a number runs past the end of its field',
      10,
    ],
    ['packed ints that are cut', [58, 5, 42, 3, 58, 1, 128], 'TensorProto: a number runs past the end of its field', 6],
    ['dims that are cut', [58, 4, 42, 2, 8, 128], 'TensorProto: ', 5],
  ])('%s: malformed, with the offset', async (_, bytes, message, offset) => {
    const error = await decode(...bytes);
    expect(error).toMatchObject({ code: 'BRINE-ONNX-WIRE', fault: 'malformed', at: { offset } });
    expect(error.message).toContain(message);
  });

  it('nesting without end costs no stack', async () => {
    // graph > node > attribute > graph ..., each length 4 bytes more than the next
    let bytes = new Uint8Array(0);
    const wrap = (tag: number) => {
      const length = [0, 7, 14, 21].map((shift, i) => ((bytes.length >> shift) & 127) | (i < 3 ? 128 : 0));
      bytes = Uint8Array.from([tag, ...length, ...bytes]);
    };
    for (let i = 0; i < 400; i++) for (const tag of [50, 42, 10]) wrap(tag);
    wrap(58);
    const error = await failure(() => decodeMessage('ModelProto', bytes, { ...DEFAULT_LIMITS, depth: 1e9 }));
    expect(error).toMatchObject({ code: 'BRINE-LIMIT-DEPTH', fault: 'limit' });
    const shallow = await failure(() => decodeMessage('ModelProto', bytes, { ...DEFAULT_LIMITS, depth: 10 }));
    expect(shallow.message).toContain('deeper than 10');
  });

  it('a model that nests as deep as is read can be built and written too', async () => {
    let graph = new Uint8Array(0);
    const field = (tag: number, body: Uint8Array) =>
      Uint8Array.from([
        tag,
        ...[0, 7, 14].map((shift, i) => ((body.length >> shift) & 127) | (i < 2 ? 128 : 0)),
        ...body,
      ]);
    // AttributeProto { name: "g", type: GRAPH, g }
    for (let i = 0; i < 330; i++)
      graph = field(10, field(42, Uint8Array.from([10, 1, 103, ...field(50, graph), 160, 1, 5])));
    const opened = await open(fromBytes(Uint8Array.from([8, 8, ...field(58, graph)])));
    const sink = toMemory();
    await codec.encode!({ graph: () => opened.view('graph') }, sink, {} as never, {});
    expect(sink.toBytes().length).toBeGreaterThan(330);
  });

  it('too many fields are a limit', async () => {
    const error = await failure(() =>
      decodeMessage('ModelProto', fixture('control.onnx'), { ...DEFAULT_LIMITS, items: 10 }),
    );
    expect(error).toMatchObject({ code: 'BRINE-LIMIT-ITEMS', fault: 'limit' });
  });
});
