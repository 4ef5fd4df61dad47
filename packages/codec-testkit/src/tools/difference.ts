/** Exact comparison of values, tensors, graphs, inspections: by content and by sharing. */

/** Property names that are left out of a comparison. */
export type Ignored = ReadonlySet<string>;

const NOTHING: Ignored = new Set();

/**
 * Where two things first differ: numbers as `Object.is` has them, typed arrays by type and bytes, objects by property (one that
 * is undefined is absent), and whatever is one object twice here must be so there. Functions are not compared.
 *
 * @returns a path and what differs, or undefined when they are the same
 */
export function difference(a: unknown, b: unknown, ignored: Ignored = NOTHING): string | undefined {
  const partners = new Map<object, object>();
  const reverse = new Map<object, object>();
  const queue: [a: unknown, b: unknown, path: string][] = [[a, b, '']];
  for (let pair = queue.pop(); pair; pair = queue.pop()) {
    const [left, right, path] = pair;
    if (typeof left === 'function' && typeof right === 'function') continue;
    if (!isObject(left) || !isObject(right)) {
      if (!Object.is(left, right)) return `${path || 'the whole'}: ${text(left)} and ${text(right)}`;
      continue;
    }
    const known = partners.get(left) === right && reverse.get(right) === left;
    if (known) continue;
    if (partners.has(left) || reverse.has(right)) return `${path}: shared in one, apart in the other`;
    partners.set(left, right);
    reverse.set(right, left);
    const [leftName, rightName] = [classOf(left), classOf(right)];
    if (leftName !== rightName) return `${path || 'the whole'}: ${leftName} and ${rightName}`;
    if (ArrayBuffer.isView(left)) {
      if (!sameBytes(left, right as ArrayBufferView)) return `${path || 'the whole'}: the bytes differ`;
      continue;
    }
    const [leftEntries, rightEntries] = [entriesOf(left, ignored), entriesOf(right, ignored)];
    if (leftEntries.size !== rightEntries.size) {
      return `${path || 'the whole'}: has ${[...leftEntries.keys()].join(', ')} and ${[...rightEntries.keys()].join(', ')}`;
    }
    for (const [key, value] of leftEntries) {
      if (!rightEntries.has(key)) return `${path}.${String(key)}: only in one`;
      queue.push([value, rightEntries.get(key), `${path}.${String(key)}`]);
    }
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A map by name has no prototype, because its names come from a file; it is an object like any other. */
function classOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor: { name: string } } | null;
  return prototype?.constructor.name ?? 'Object';
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const left = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  const right = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  return left.every((byte, i) => byte === right[i]);
}

function entriesOf(value: object, ignored: Ignored): Map<unknown, unknown> {
  if (value instanceof Map) return value;
  if (value instanceof Set) return new Map([...value].map((item, i) => [i, item]));
  return new Map(Object.entries(value).filter(([key, item]) => item !== undefined && !ignored.has(key)));
}

function text(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : typeof value === 'bigint' ? `${value}n` : String(value);
}
