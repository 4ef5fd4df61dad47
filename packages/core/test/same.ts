/** Whether two Python values are the same in everything that a program can see: kinds, contents, order, sharing and cycles. */

import type { PyValue } from '../src/contract/value.js';

/**
 * @returns where they differ, or undefined
 */
export function differs(a: PyValue, b: PyValue): string | undefined {
  const pairs = new Map<object, object>();
  const taken = new Map<object, object>();
  const stack: [unknown, unknown, string][] = [[a, b, '']];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [left, right, path] = next;
    if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) {
      if (!Object.is(left, right)) return `${path}: ${String(left)} is not ${String(right)}`;
      continue;
    }
    if (ArrayBuffer.isView(left) && left instanceof Uint8Array) {
      const bytes = right as Uint8Array;
      if (left.length !== bytes.length || left.some((byte, i) => byte !== bytes[i])) return `${path}: other bytes`;
      continue;
    }
    const kind = (left as { kind?: string }).kind;
    // Two records of one global or constant are as good as one.
    if (kind !== undefined && kind !== 'global' && kind !== 'constant') {
      if (pairs.has(left) || taken.has(right)) {
        if (pairs.get(left) !== right || taken.get(right) !== left) return `${path}: shared differently`;
        continue;
      }
      pairs.set(left, right);
      taken.set(right, left);
    }
    if (Array.isArray(left) || ArrayBuffer.isView(left)) {
      const [items, others] = [left as ArrayLike<unknown>, right as ArrayLike<unknown>];
      if (items.length !== others.length) return `${path}: ${items.length} items are not ${others.length}`;
      for (let i = 0; i < items.length; i++) stack.push([items[i], others[i], `${path}[${i}]`]);
      continue;
    }
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    // Where the bytes lie in a file is no part of the value.
    keys.delete('offset');
    if (kind === undefined && 'offset' in left) keys.add('offset');
    for (const key of keys) {
      stack.push([(left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key], `${path}.${key}`]);
    }
  }
  return undefined;
}
