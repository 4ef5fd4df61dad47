/** Tensors of the file as dense tensors, and back. */

import { bytesOf, elementsOf, type DenseTensor, type DType, type NumericData } from '@brine/core';
import { dtypeOfElement, ELEMENT_TYPE } from '@brine/graph';
import { onnxError, recordError } from '../errors.js';
import type { ElementBytes } from '../read/elements.js';
import { EXTERNAL } from '../read/external.js';
import type { TensorProto } from '../spec/messages.js';
import { compact, leftover, type Leftover } from './extra.js';
import { readTyped, storedBytes, typedFieldOf, writeTyped } from './storage.js';

const MAPPED = ['dims', 'dataType', 'name'];

/** An error about a tensor. */
function tensorError(
  fault: 'malformed' | 'unsupported',
  code: string,
  proto: TensorProto,
  path: string,
  what: string,
): Error {
  return recordError(fault, code, proto, path, `Tensor ${path} ${what}`);
}

/** Dtype and shape out of the header. */
export function tensorHeader(proto: TensorProto, path: string): { dtype: DType; shape: number[]; count: number } {
  const { dataType = 0, dims = [] } = proto;
  const dtype = dtypeOfElement(dataType);
  if (!dtype)
    throw tensorError('unsupported', 'DTYPE', proto, path, `has the element type ${dataType}, which is not known`);
  const shape = Array.from(dims, Number);
  const count = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(count) || shape.some((length) => length < 0)) {
    throw tensorError('malformed', 'SHAPE', proto, path, `has the impossible shape [${shape.join(', ')}]`);
  }
  return { dtype, shape, count };
}

/**
 * A tensor with its elements: views of the file where it keeps them raw and aligned.
 *
 * @param path - for messages
 * @throws CodecError `malformed` when the elements do not fill the shape
 */
export function readTensor(proto: TensorProto, path: string, external: ElementBytes): DenseTensor {
  const { dtype, shape, count } = tensorHeader(proto, path);
  if (proto.segment) throw tensorError('unsupported', 'SEGMENT', proto, path, 'is stored in segments');
  const data =
    dtype === 'str' ? readText(proto, path, count) : readNumbers(proto, path, { dtype, shape, count }, external);
  return { ...(proto.name ? { name: proto.name } : {}), dtype, shape, data };
}

function readNumbers(
  proto: TensorProto,
  path: string,
  { dtype, count }: ReturnType<typeof tensorHeader>,
  external: ElementBytes,
): NumericData {
  const raw = external.get(proto) ?? proto.rawData;
  const data = raw ? elementsOf(raw, dtype)! : readTyped(proto, dtype);
  const stored = raw?.length ?? data.byteLength;
  if (stored === storedBytes(dtype, count)) return data;
  throw wrongSize(proto, path, stored);
}

/** An error about elements that do not fill the shape. */
export function wrongSize(proto: TensorProto, path: string, stored: number): Error {
  const { dtype, shape, count } = tensorHeader(proto, path);
  const what = `has ${stored} bytes, but ${dtype}[${shape.join(', ')}] needs ${storedBytes(dtype, count)}`;
  return tensorError('malformed', 'SIZE', proto, path, what);
}

/** Bytes of the texts of a tensor. */
export function textBytes({ stringData = [] }: TensorProto): number {
  return stringData.reduce((sum, { length }) => sum + length, 0);
}

function readText(proto: TensorProto, path: string, count: number): string[] {
  const items = proto.stringData ?? [];
  if (items.length === count) return items.map((bytes) => readUtf8(bytes, path));
  throw tensorError('malformed', 'SIZE', proto, path, `has ${items.length} texts for ${count} elements`);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws CodecError `unsupported` for bytes that are no UTF-8 text: rewriting could not keep them */
export function readUtf8(bytes: Uint8Array, path: string): string {
  try {
    return UTF8.decode(bytes);
  } catch (cause) {
    throw onnxError('unsupported', 'TEXT', `${path} holds bytes that are not UTF-8 text`, { path, cause });
  }
}

/**
 * What {@link readTensor} leaves: documentation, unknown fields, elements in fields that are not the tensor's, and `$typed` when its own are
 * in the typed field.
 */
export function tensorLeftover(proto: TensorProto): Leftover | undefined {
  const dtype = dtypeOfElement(proto.dataType ?? 0)!;
  const isText = dtype === 'str';
  const external = proto.dataLocation === EXTERNAL ? ['dataLocation', 'externalData'] : [];
  const own = isText ? 'stringData' : external.length > 0 || proto.rawData ? 'rawData' : typedFieldOf(dtype);
  const rest = leftover(proto, [...MAPPED, own, ...external]);
  return !isText && !proto.rawData && external.length === 0 ? { ...rest, $typed: true } : rest;
}

/** @param kept - what {@link tensorLeftover} gave, or a part of it */
export function writeTensor(
  { name, dtype, shape, data }: DenseTensor,
  { $typed, ...kept }: Leftover = {},
): TensorProto {
  const dims = shape.length > 0 ? { dims: BigInt64Array.from(shape, BigInt) } : {};
  const head: TensorProto = { ...(kept as TensorProto), ...compact({ name }), ...dims, dataType: ELEMENT_TYPE[dtype]! };
  if (ArrayBuffer.isView(data))
    return {
      ...head,
      ...($typed === true
        ? writeTyped(
            data,
            dtype,
            shape.reduce((product, length) => product * length, 1),
          )
        : { rawData: bytesOf(data) }),
    };
  return { ...head, ...compact({ stringData: data.map((text) => new TextEncoder().encode(text)) }) };
}
