/** Rules for tensors: one place for the elements, and enough of them. */

import { dtypeOfElement } from '@brine/graph';
import { storedBytes, typedFieldOf } from '../build/storage.js';
import { EXTERNAL } from '../read/external.js';
import type { SparseTensorProto, TensorProto } from '../spec/messages.js';
import type { Report } from './report.js';

const FIELDS = ['floatData', 'int32Data', 'stringData', 'int64Data', 'rawData', 'doubleData', 'uint64Data'] as const;

/** Elements that share an int32 in the typed field. */
const SHARED: Readonly<Record<string, number>> = { int4: 8, uint4: 8, float4_e2m1fn: 8, int2: 16, uint2: 16 };

export function checkTensor(tensor: TensorProto, path: string, report: Report): void {
  const { dataType = 0 } = tensor;
  const say = (what: string) => report.add(tensor, path, `Tensor ${path} ${what}`);
  if (dataType === 0) return say('has no element type');
  const used = FIELDS.filter((field) => (tensor[field]?.length ?? 0) > 0);
  if (tensor.dataLocation === EXTERNAL) {
    if (used.length > 0) say('lies in another file, but has elements here too');
    if (!tensor.externalData?.some(({ key, value }) => key === 'location' && value !== undefined))
      say('lies in another file, but not in which');
    return;
  }
  const dims = Array.from(tensor.dims ?? [], Number);
  if (dims.some((length) => length < 0)) return say(`has the impossible shape [${dims.join(', ')}]`);
  const count = dims.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(count)) return say(`has the impossible shape [${dims.join(', ')}]`);
  if (count === 0) return used.length > 0 ? say('has elements, though its shape has none') : undefined;
  if (used.length !== 1) return say(`has its elements in ${used.length} places: it must be one`);
  checkElements(tensor, used[0]!, count, say);
}

function checkElements(
  tensor: TensorProto,
  used: (typeof FIELDS)[number],
  count: number,
  say: (what: string) => void,
): void {
  const dtype = dtypeOfElement(tensor.dataType!);
  if (dtype === undefined) return say(`has the element type ${tensor.dataType}, which is not known`);
  const stored = tensor[used]!.length;
  const expected = dtype === 'str' ? 'stringData' : typedFieldOf(dtype);
  if (used === 'rawData') {
    if (dtype === 'str') return say('is text in raw bytes');
    const bytes = storedBytes(dtype, count)!;
    if (stored < bytes) say(`has ${stored} bytes, but its shape needs ${bytes}`);
    return;
  }
  if (used !== expected) return say(`is ${dtype}, whose elements are in ${expected}, but has ${used}`);
  const needed = dtype.startsWith('complex') ? 2 * count : Math.ceil(count / (SHARED[dtype] ?? 1));
  if (stored < needed) say(`has ${stored} elements in ${used}, but its shape needs ${needed}`);
}

/** The values have one axis; the indices are int64, in order and inside the shape. */
export function checkSparse(sparse: SparseTensorProto, path: string, report: Report): void {
  const { values = {}, indices } = sparse;
  const say = (what: string) => report.add(sparse, path, `Sparse tensor ${path} ${what}`);
  checkTensor(values, `${path}.values`, report);
  const dims = Array.from(sparse.dims ?? [], Number);
  const count = Number(values.dims?.[0] ?? 0n);
  if (values.dims?.length !== 1) return say('has values of more or less than one axis');
  if (dims.length === 0 || dims.some((length) => length <= 0)) return say('has no positive shape');
  if (!indices) return count === 0 ? undefined : say('has no indices');
  checkTensor(indices, `${path}.indices`, report);
  const given = Array.from(indices.dims ?? [], Number);
  if (indices.dataType !== 7) return say('has indices that are not int64');
  const isFlat = given.length === 1;
  if (given[0] !== count || (!isFlat && (given.length !== 2 || given[1] !== dims.length)))
    return say('has indices that do not fit its values');
  const positions = positionsOf(indices, isFlat ? 1 : dims.length);
  const whole = dims.reduce((product, length) => product * length, 1);
  let last = -1;
  for (const position of positions ?? []) {
    const flat = isFlat ? position[0]! : flatten(position, dims);
    if (!(flat >= 0 && flat < whole)) return say('has an index outside of its shape');
    if (flat <= last) return say('has indices that are not in order');
    last = flat;
  }
}

function flatten(position: readonly number[], dims: readonly number[]): number {
  if (position.some((index, axis) => index < 0 || index >= dims[axis]!)) return NaN;
  return position.reduce((flat, index, axis) => flat * dims[axis]! + index, 0);
}

function positionsOf({ int64Data, rawData }: TensorProto, width: number): number[][] | undefined {
  const list =
    int64Data ?? (rawData && new BigInt64Array(new Uint8Array(rawData).buffer, 0, Math.floor(rawData.length / 8)));
  if (!list) return undefined;
  return Array.from({ length: Math.floor(list.length / width) }, (_, i) =>
    Array.from(list.subarray(i * width, (i + 1) * width), Number),
  );
}
