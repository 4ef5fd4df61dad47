/** Tensors of the file as dense tensors, and back. */

import { bytesOf, elementsOf, type DenseTensor, type DType } from '@brine/core';
import { dtypeOfElement, ELEMENT_TYPE } from '@brine/graph';
import { onnxError, recordError } from '../errors.js';
import { EXTERNAL, type ExternalBytes } from '../read/external.js';
import type { TensorProto } from '../spec/messages.js';
import { compact, leftover, type Leftover } from './extra.js';
import { readTyped, storedBytes, writeTyped } from './storage.js';

const MAPPED = [
  'dims',
  'dataType',
  'floatData',
  'int32Data',
  'stringData',
  'int64Data',
  'rawData',
  'doubleData',
  'uint64Data',
];

/** Dtype and shape out of the header. */
export function tensorHeader(proto: TensorProto, path: string): { dtype: DType; shape: number[]; count: number } {
  const dtype = dtypeOfElement(proto.dataType ?? 0);
  if (!dtype)
    throw recordError(
      'unsupported',
      'DTYPE',
      proto,
      path,
      `The element type ${proto.dataType ?? 0} of tensor ${path} is not known`,
    );
  const shape = Array.from(proto.dims ?? [], Number);
  const count = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(count) || shape.some((length) => length < 0)) {
    throw recordError(
      'malformed',
      'SHAPE',
      proto,
      path,
      `The shape [${shape.join(', ')}] of tensor ${path} is impossible`,
    );
  }
  return { dtype, shape, count };
}

/**
 * A tensor's elements: views of the file where it keeps them raw and aligned.
 *
 * @param path - for messages
 * @throws CodecError `malformed` when the elements do not fill the shape
 */
export function readTensor(proto: TensorProto, path: string, external: ExternalBytes): DenseTensor {
  const { dtype, shape, count } = tensorHeader(proto, path);
  if (proto.segment) throw recordError('unsupported', 'SEGMENT', proto, path, `Tensor ${path} is stored in segments`);
  if (dtype === 'str') return readText(proto, path, shape, count);
  const raw = proto.dataLocation === EXTERNAL ? external.get(proto) : proto.rawData;
  const expected = storedBytes(dtype, count)!;
  if (!raw && dtype.startsWith('float6_') && count > 0) {
    throw recordError('unsupported', 'DTYPE', proto, path, `Tensor ${path}: ${dtype} is read from raw bytes only`);
  }
  const data = raw ? elementsOf(raw, dtype)! : readTyped(proto, dtype);
  const stored = raw?.length ?? data.byteLength;
  if (stored !== expected) {
    throw recordError(
      'malformed',
      'SIZE',
      proto,
      path,
      `Tensor ${path} has ${stored} bytes, but ${dtype}[${shape.join(', ')}] needs ${expected}`,
    );
  }
  return { dtype, shape, data };
}

function readText(proto: TensorProto, path: string, shape: number[], count: number): DenseTensor {
  const items = proto.stringData ?? [];
  if (items.length !== count)
    throw recordError(
      'malformed',
      'SIZE',
      proto,
      path,
      `Tensor ${path} has ${items.length} texts for ${count} elements`,
    );
  return { dtype: 'str', shape, data: items.map((bytes) => readUtf8(bytes, path)) };
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

/** What {@link readTensor} leaves: name, documentation, unknown fields, and `$typed` when the elements are in the typed fields. */
export function tensorLeftover(proto: TensorProto): Leftover | undefined {
  const isText = dtypeOfElement(proto.dataType ?? 0) === 'str';
  const external = proto.dataLocation === EXTERNAL ? ['dataLocation', 'externalData'] : [];
  const rest = leftover(proto, [...MAPPED, ...external]);
  return !isText && !proto.rawData && external.length === 0 ? { ...rest, $typed: true } : rest;
}

/** @param kept - what {@link tensorLeftover} gave, or a part of it */
export function writeTensor({ dtype, shape, data }: DenseTensor, { $typed, ...kept }: Leftover = {}): TensorProto {
  const dims = BigInt64Array.from(shape, BigInt);
  const head: TensorProto = {
    ...(kept as TensorProto),
    ...(dims.length > 0 ? { dims } : {}),
    dataType: ELEMENT_TYPE[dtype]!,
  };
  if (!ArrayBuffer.isView(data))
    return { ...head, ...compact({ stringData: data.map((text) => new TextEncoder().encode(text)) }) };
  return { ...head, ...($typed === true ? writeTyped(data, dtype) : { rawData: bytesOf(data) }) };
}
