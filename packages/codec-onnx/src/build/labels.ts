/** Class labels as JSON: text, booleans and small ints as they are, `{"int": "..."}` and `{"float": "..."}` for the others. */

import type { ClassLabel } from '@brine/core';

export function labelToJson(label: ClassLabel): unknown {
  if (typeof label === 'number') return { float: Object.is(label, -0) ? '-0' : String(label) };
  if (typeof label !== 'bigint') return label;
  return Number.isSafeInteger(Number(label)) ? Number(label) : { int: String(label) };
}

/** @returns undefined for anything else */
export function labelFromJson(json: unknown): ClassLabel | undefined {
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return Number.isSafeInteger(json) ? BigInt(json) : undefined;
  const { int, float } = (json ?? {}) as { int?: unknown; float?: unknown };
  if (typeof int === 'string' && /^-?\d{1,100}$/.test(int)) return BigInt(int);
  return typeof float === 'string' && float.trim() !== '' ? Number(float) : undefined;
}
