/** Types of values, and the typed names that are a graph's inputs and outputs. */

import type { Dimension, Port, ValueType } from '@brine/core';
import { dtypeOfElement, ELEMENT_TYPE } from '@brine/graph';
import type { MessageRecord, TypeProto, ValueInfoProto } from '../spec/messages.js';
import { compact, extraFields, leftover, withExtra } from './extra.js';

type Shape = readonly Dimension[] | null;

const UNKNOWN: ValueType = { kind: 'tensor', dtype: 'object', shape: null };

export function readType(proto: TypeProto | undefined): ValueType {
  const { tensorType, sparseTensorType, sequenceType, optionalType, mapType, opaqueType } = proto ?? {};
  const tensor = tensorType ?? sparseTensorType;
  if (tensor) {
    const dtype = dtypeOfElement(tensor.elemType ?? 0) ?? 'object';
    return { kind: tensorType ? 'tensor' : 'sparse_tensor', dtype, shape: readShape(tensor.shape) };
  }
  if (sequenceType) return { kind: 'sequence', element: readType(sequenceType.elemType) };
  if (optionalType) return { kind: 'optional', element: readType(optionalType.elemType) };
  if (mapType)
    return { kind: 'map', key: dtypeOfElement(mapType.keyType ?? 0) ?? 'object', value: readType(mapType.valueType) };
  if (opaqueType) return { kind: 'opaque', domain: opaqueType.domain ?? '', name: opaqueType.name ?? '' };
  return UNKNOWN;
}

/** A length that is negative (older exporters) or empty is an unknown one. */
function readShape(proto: MessageRecord<'TensorShapeProto'> | undefined): Shape {
  if (!proto) return null;
  return (proto.dim ?? []).map(({ dimValue, dimParam }) => {
    if (dimParam) return dimParam;
    return dimValue !== undefined && dimValue >= 0n ? Number(dimValue) : null;
  });
}

/** What {@link readType} leaves (a denotation, a negative length, a type that says nothing): then the type as it is. */
export function typeLeftover(proto: TypeProto): TypeProto | undefined {
  return Object.keys(proto).length > 0 && same(makeType(readType(proto)), proto) ? undefined : proto;
}

/** @param kept - what {@link typeLeftover} gave: written as it is if it still says this type */
export function writeType(type: ValueType, kept?: TypeProto): TypeProto {
  return kept && same(readType(kept), type) ? kept : makeType(type);
}

function makeType(type: ValueType): TypeProto {
  switch (type.kind) {
    case 'tensor':
    case 'sparse_tensor': {
      if (type.dtype === 'object') return {};
      const shape = type.shape && { dim: type.shape.map(writeDimension) };
      const tensor = { elemType: ELEMENT_TYPE[type.dtype]!, ...(shape ? { shape } : {}) };
      return type.kind === 'tensor' ? { tensorType: tensor } : { sparseTensorType: tensor };
    }
    case 'sequence':
      return { sequenceType: { elemType: makeType(type.element) } };
    case 'optional':
      return { optionalType: { elemType: makeType(type.element) } };
    case 'map':
      return { mapType: { keyType: ELEMENT_TYPE[type.key]!, valueType: makeType(type.value) } };
    case 'opaque':
      return { opaqueType: compact({ domain: type.domain, name: type.name }) };
  }
}

function writeDimension(length: Dimension): MessageRecord<'Dimension'> {
  if (length === null) return {};
  return typeof length === 'number' ? { dimValue: BigInt(length) } : { dimParam: length };
}

export function readPort(proto: ValueInfoProto): Port {
  const type = readType(proto.type);
  const rest = leftover(proto, ['name', 'type', 'docString']);
  const left = proto.type && typeLeftover(proto.type);
  return {
    name: proto.name ?? '',
    ...(type.kind === 'tensor' ? { dtype: type.dtype, shape: type.shape } : { dtype: 'object', shape: null, type }),
    ...(proto.docString ? { doc: proto.docString } : {}),
    ...withExtra({ ...rest, ...(left ? { type: left } : {}) }),
  };
}

export function writePort(port: Port): ValueInfoProto {
  const { type: left, ...kept } = extraFields(port.extra) as ValueInfoProto;
  const type = writeType(port.type ?? { kind: 'tensor', dtype: port.dtype, shape: port.shape }, left);
  const typed = left || Object.keys(type).length > 0 ? { type } : {};
  return { ...kept, ...compact({ name: port.name, docString: port.doc }), ...typed } as ValueInfoProto;
}

/** Whether two types are the same all the way down. Both are trees of plain objects, arrays and scalars, no deeper than the file. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
