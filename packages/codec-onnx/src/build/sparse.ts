/** Sparse tensors. */

import type { ElementBytes } from '../read/elements.js';
import type { SparseTensor } from '@brine/core';
import { recordError } from '../errors.js';
import type { SparseTensorProto } from '../spec/messages.js';
import { leftover, type Leftover } from './extra.js';
import { readTensor, tensorLeftover, writeTensor } from './tensor.js';

export function readSparse(proto: SparseTensorProto, path: string, external: ElementBytes): SparseTensor {
  const { values, indices } = proto;
  if (!values || !indices)
    throw recordError('malformed', 'SPARSE', proto, path, `Sparse tensor ${path} lacks values or indices`);
  return {
    shape: Array.from(proto.dims ?? [], Number),
    values: readTensor(values, `${path}.values`, external),
    indices: readTensor(indices, `${path}.indices`, external),
  };
}

export function sparseLeftover(proto: SparseTensorProto): Leftover | undefined {
  const rest: Record<string, unknown> = { ...leftover(proto, ['values', 'indices', 'dims']) };
  const values = tensorLeftover(proto.values!);
  const indices = tensorLeftover(proto.indices!);
  if (values) rest['values'] = values;
  if (indices) rest['indices'] = indices;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

export function writeSparse(tensor: SparseTensor, { values, indices, ...kept }: Leftover = {}): SparseTensorProto {
  return {
    ...(kept as SparseTensorProto),
    values: writeTensor(tensor.values, values as Leftover | undefined),
    indices: writeTensor(tensor.indices, indices as Leftover | undefined),
    dims: BigInt64Array.from(tensor.shape, BigInt),
  };
}
