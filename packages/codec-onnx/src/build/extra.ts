/** What a record says beyond the model: kept with the thing it belongs to, written back with it. */

import type { Extra } from '@brine/core';

/** Fields of a record, by name. */
export type Leftover = Readonly<Record<string, unknown>>;

/**
 * The fields of a record that are not mapped, and those mapped ones that are written down though empty: a writer of ours leaves an
 * empty text out.
 */
export function leftover(record: object, mapped: readonly string[]): Leftover | undefined {
  const rest = Object.entries(record).filter(([name, value]) => value === '' || !mapped.includes(name));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}

/** To spread into what was made of a record. */
export function withExtra(fields: Leftover | undefined): { extra?: Extra } {
  return fields && Object.keys(fields).length > 0 ? { extra: { format: 'onnx', fields } } : {};
}

/** The fields that {@link withExtra} kept, of an ONNX file; empty for anything else. */
export function extraFields(extra: Extra | undefined): Leftover {
  return extra?.format === 'onnx' ? (extra.fields as Leftover) : {};
}

/** Fields without those that are undefined or empty: a writer leaves them out. */
export function compact<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const stated = Object.entries(fields).filter(([, value]) => {
    return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(stated) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
