/** Arrays as the sidecars have them. */

import { type DenseTensor, dtypeName, elementsOf, ITEM_BYTES, parseDType } from '@brine/core';

export interface ArrayJson {
  readonly shape: number[];
  readonly dtype: string;
  readonly data?: unknown;
  readonly first?: unknown;
  readonly strings?: string[];
}

export function toTensor({ dtype, shape, data, strings }: ArrayJson): DenseTensor {
  if (strings) return { dtype: 'str', shape, data: strings };
  const name = dtypeName(parseDType(dtype)!)!;
  const items = [data].flat(Infinity);
  const elements = elementsOf(new Uint8Array(items.length * ITEM_BYTES[name]!), name)!;
  items.forEach((item, i) => (elements[i] = name.includes('int64') ? BigInt(item as number) : Number(item)));
  return { dtype: name, shape, data: elements };
}
