/** Values as the JSON of oracle.py: see `plain` there. */

import { isKind, type PyObject, type PyRecord, type PyValue } from '@brine/core';

export type Plain = null | boolean | string | number | Plain[];

/** @throws TooLarge for more than 5,000 parts */
export function canonical(value: PyValue): Plain {
  return new Numbering().plain(value);
}

export class TooLarge extends Error {}

class Numbering {
  private readonly numbers = new Map<PyRecord, number>();
  private left = 5000;
  /** Whether this is in a set, which has no order to number in. */
  private inSet = false;

  plain(value: PyValue): Plain {
    if (--this.left < 0) throw new TooLarge();
    switch (typeof value) {
      case 'boolean':
        return value;
      case 'bigint':
        return ['i', value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`];
      case 'number':
        return ['f', floatHex(value)];
      case 'string':
        return ['s', value];
      default:
        return value === null ? null : this.record(value);
    }
  }

  private record(value: PyRecord): Plain {
    switch (value.kind) {
      case 'complex':
        return ['c', this.plain(value.re), this.plain(value.im)];
      case 'bytes':
        return ['b', hex(value.data)];
      case 'tuple':
        return ['t', ...this.all(value.items)];
      case 'frozenset':
        return ['F', ...this.unordered(value.items)];
      case 'global':
        if (FUNCTIONS.has(`${value.module}.${value.name}`)) return ['g', 'function'];
        return ['g', `${value.module}.${value.name}`];
    }
    if (this.inSet) return ['?'];
    const known = this.numbers.get(value);
    if (known !== undefined) return ['ref', known];
    const number = this.numbers.size;
    this.numbers.set(value, number);
    switch (value.kind) {
      case 'bytearray':
        return ['B', number, hex(value.data)];
      case 'list':
        return ['l', number, ...this.all(value.items)];
      case 'dict':
        return ['d', number, ...this.all(value.entries)];
      case 'set':
        return ['S', number, ...this.unordered(value.items)];
      case 'persistent':
        return ['p', number, this.plain(value.id)];
      case 'object':
        return this.object(value, number);
      default:
        throw new Error(`the generator makes no ${value.kind}`);
    }
  }

  private object(value: PyObject, number: number): Plain {
    const states = value.state === undefined ? [] : [value.state, ...(value.laterStates ?? [])];
    return [
      'o',
      number,
      this.plain(value.func),
      ['t', ...this.counted(value.args.items)],
      ...[states, value.items ?? [], value.entries ?? []].map((parts): Plain => ['l', ...this.all(parts)]),
    ];
  }

  /** The arguments, of which the oracle counts the tuple too. */
  private counted(items: Iterable<PyValue>): Plain[] {
    this.left--;
    return this.all(items);
  }

  private all(items: Iterable<PyValue>): Plain[] {
    return Array.from(items, (item) => this.plain(item));
  }

  private unordered(items: Iterable<PyValue>): Plain[] {
    const outer = this.inSet;
    this.inSet = true;
    const all = this.all(items);
    this.inSet = outer;
    return all;
  }
}

/** As text in which the items of sets have an order. */
export function textOf(plain: Plain): string {
  return JSON.stringify(plain, (_, part: Plain) => {
    if (!Array.isArray(part) || (part[0] !== 'S' && part[0] !== 'F')) return part;
    const first = part[0] === 'S' ? 2 : 1;
    return [...part.slice(0, first), ...part.slice(first).map(textOf).sort()];
  });
}

const FUNCTIONS = new Set(['copyreg._reconstructor', 'copyreg.__newobj__', 'copyreg.__newobj_ex__', '_codecs.encode']);

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function floatHex(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return hex(new Uint8Array(view.buffer));
}

/** Whether a value has an object that a function sets the state of, which the oracle shows as dropped. */
export function hasSetter(value: PyValue, seen = new Set<PyValue>()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if (isKind(value, 'object') && value.setter !== undefined) return true;
  const parts = Object.values(value).flatMap((part) => (Array.isArray(part) ? (part as PyValue[]) : [part as PyValue]));
  return parts.some((part) => hasSetter(part, seen));
}
