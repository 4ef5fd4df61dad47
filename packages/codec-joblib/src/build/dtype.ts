import type { PyDType } from '@brine/core';

/** numpy's `dtype.hasobject`. Whoever made the dtype has bounded how many fields there are, and how deep. */
export function hasObjects(dtype: PyDType): boolean {
  if (dtype.subarray) return hasObjects(dtype.subarray.base);
  return dtype.type === 'O' || (dtype.fields?.some((field) => hasObjects(field.dtype)) ?? false);
}
