import type { View } from './view.js';

/** An extra field of a header. */
export interface ExtraField {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Extra fields, in order; undefined when they are not well-formed.
 * @see APPNOTE 4.5.1
 */
export function extraFields(view: View): ExtraField[] | undefined {
  const fields: ExtraField[] = [];
  let at = 0;
  while (at + 4 <= view.length) {
    const start = at + 4;
    const end = start + view.u16(at + 2);
    if (end > view.length) return undefined;
    fields.push({ id: view.u16(at), start, end });
    at = end;
  }
  return at === view.length ? fields : undefined;
}
