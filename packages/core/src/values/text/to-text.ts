/** Python values to read. */

import type { PyDType, PyNdArray, PyNpScalar, PyRecord, PyValue } from '../../contract/value.js';
import { sizeOf } from '../../model/ndarray.js';
import { call, keyword, type Part, positional, type Shown } from '../adapters/adapter.js';
import { definitionText } from '../adapters/definitions.js';
import { viewOf } from '../adapters/index.js';
import { inertText } from '../adapters/object.js';
import { floatText } from '../adapters/numpy.js';
import { definitionOf } from '../../model/object.js';
import { elementValue } from '../../model/scalar.js';
import { cOrderBytes, isLongDouble } from '../numpy/bytes.js';
import { dtypeLabel, dtypeRepr } from '../numpy/dtype-text.js';
import { elementRepr, ticksAt } from '../numpy/elements.js';
import { timeText } from '../numpy/datetime64.js';
import { longDoubleText } from '../numpy/long-double-repr.js';
import { complexRepr, floatRepr } from '../python/numbers.js';
import { bytesRepr, stringRepr } from '../python/text.js';
import { layout, type Slot, type Token } from './layout.js';

export interface TextOptions {
  /** Width of a line. Default 100. */
  readonly width?: number;
  /** Show long text, bytes, sequences and arrays whole. */
  readonly full?: boolean;
}

/** Characters of text, or bytes, that are shown. */
const MOST_TEXT = 2000;
/** Items of a sequence that are shown. */
const MOST_ITEMS = 1000;
/** Elements of an array that are shown: of a larger one only the first. */
const MOST_ELEMENTS = 64;
const FIRST_ELEMENTS = 8;

/**
 * A value as Python would write it, more or less: `{'a': 1, 'b': (1.0, None)}`, `Decimal('1.10')`, `Class(attribute=...)`. A value that
 * is referred to twice has a number: `<1> = [...]`, `<ref 1>`. Long text and sequences are cut with a note of what is left out, large
 * arrays show their first elements. Depth costs no stack.
 */
export function toText(value: PyValue, { width = 100, full = false }: TextOptions = {}): string {
  return layout(new Renderer(full).tokens(value), width);
}

type Work = Token | { readonly kind: 'value'; readonly value: PyValue };

class Renderer {
  readonly #slots = new Map<PyRecord, Slot>();

  constructor(readonly full: boolean) {}

  tokens(root: PyValue): Token[] {
    const tokens: Token[] = [];
    const stack: Work[] = [{ kind: 'value', value: root }];
    for (let work = stack.pop(); work !== undefined; work = stack.pop()) {
      if (typeof work === 'string' || work.kind !== 'value') {
        tokens.push(work);
        continue;
      }
      // A loop, for a spread of a million arguments overflows the stack.
      const next = this.#value(work.value);
      for (let i = next.length - 1; i >= 0; i--) stack.push(next[i]!);
    }
    return tokens;
  }

  #value(value: PyValue): Work[] {
    const text = this.#scalar(value);
    if (text !== undefined) return [text];
    const record = value as PyRecord;
    const slot = this.#slots.get(record);
    if (slot) return [{ kind: 'ref', slot }];
    const shown = this.#record(record);
    if (typeof shown === 'string') return [shown];
    const label: Slot = {};
    this.#slots.set(record, label);
    return [{ kind: 'label', slot: label }, ...this.#group(shown)];
  }

  #group({ open, parts, close }: Shown): Work[] {
    if (parts.length === 0) return [open + close];
    // Plain items run on; with more than one that may itself be long, each has its line.
    const isPlain = (part: Part) =>
      typeof part === 'string' || (part.label === undefined && this.#scalar(part.value) !== undefined);
    const fill = isPlain(parts[0]!) && parts.filter((part) => !isPlain(part)).length <= 1;
    const work: Work[] = [open, { kind: 'open', fill }, { kind: 'break', flat: '' }];
    parts.forEach((part, i) => {
      if (i > 0) work.push(',', { kind: 'break', flat: ' ' });
      if (typeof part === 'string') {
        work.push(part);
        return;
      }
      if (typeof part.label === 'string') work.push(part.label);
      else if (part.label) work.push({ kind: 'value', value: part.label.value }, ': ');
      work.push({ kind: 'value', value: part.value });
    });
    work.push({ kind: 'break', flat: '', last: true }, { kind: 'close' }, close);
    return work;
  }

  /** What needs no number and no group. */
  #scalar(value: PyValue): string | undefined {
    switch (typeof value) {
      case 'string':
        return this.#string(value);
      case 'bigint':
        return String(value);
      case 'number':
        return floatRepr(value);
      case 'boolean':
        return value ? 'True' : 'False';
    }
    if (value === null) return 'None';
    switch (value.kind) {
      case 'bytes':
        return this.#bytes(value.data);
      case 'bytearray':
        return `bytearray(${this.#bytes(value.data)})`;
      case 'complex':
        return complexRepr(value.re, value.im);
      case 'constant':
        return value.name;
      case 'global':
        return `${value.module}.${value.name}`;
      case 'dtype':
        return dtypeRepr(value);
      case 'npscalar':
        return value.dtype.type === 'O' ? undefined : scalarText(value);
      default:
        return undefined;
    }
  }

  #string(text: string): string {
    if (this.full || text.length <= MOST_TEXT) return stringRepr(text);
    const shown = text.slice(0, MOST_TEXT).replace(/[\ud800-\udbff]$/, '');
    return `${stringRepr(shown)}... ${text.length - shown.length} more characters`;
  }

  #bytes(data: Uint8Array): string {
    if (this.full || data.length <= MOST_TEXT) return bytesRepr(data);
    return `${bytesRepr(data.subarray(0, MOST_TEXT))}... ${data.length - MOST_TEXT} more bytes`;
  }

  #record(record: PyRecord): Shown | string {
    switch (record.kind) {
      case 'list':
        return { open: '[', parts: this.#items(record.items), close: ']' };
      case 'tuple':
        return { open: '(', parts: this.#items(record.items), close: record.items.length === 1 ? ',)' : ')' };
      case 'set':
        return record.items.length === 0 ? 'set()' : { open: '{', parts: this.#items(record.items), close: '}' };
      case 'frozenset':
        return record.items.length === 0
          ? 'frozenset()'
          : { open: 'frozenset({', parts: this.#items(record.items), close: '})' };
      case 'dict':
        return { open: '{', parts: this.#entries(record.entries), close: '}' };
      case 'persistent':
        return call('persistent_id', [{ value: record.id }]);
      case 'npscalar':
        return call('object_', [{ value: record.value ?? null }]);
      case 'ndarray':
        return this.#array(record);
      case 'object': {
        const definition = definitionOf(record);
        if (definition) return definitionText(definition);
        const known = viewOf(record);
        const shown = known ? known.adapter.text(known.view) : inertText(record);
        return typeof shown === 'string' ? shown : { ...shown, parts: this.#cut(shown.parts) };
      }
      default:
        return record.kind;
    }
  }

  #items(items: ArrayLike<PyValue>): Part[] {
    if (this.full || items.length <= MOST_ITEMS) return positional(items);
    const first = Array.from({ length: MOST_ITEMS }, (_, i): Part => ({ value: items[i]! }));
    return [...first, more(items.length - MOST_ITEMS)];
  }

  #entries(entries: readonly PyValue[]): Part[] {
    const parts: Part[] = [];
    for (let i = 0; i < entries.length; i += 2) {
      if (!this.full && i === 2 * MOST_ITEMS) return [...parts, more((entries.length - i) / 2)];
      parts.push({ label: { value: entries[i]! }, value: entries[i + 1]! });
    }
    return parts;
  }

  #cut(parts: readonly Part[]): readonly Part[] {
    return this.full || parts.length <= MOST_ITEMS
      ? parts
      : [...parts.slice(0, MOST_ITEMS), more(parts.length - MOST_ITEMS)];
  }

  /** `array(dtype=float64, shape=(2, 3), [...])`: elements in C order, on one level. */
  #array(array: PyNdArray): Shown {
    const { dtype, shape, items } = array;
    const size = sizeOf(shape);
    const shownElements = this.full || size <= MOST_ELEMENTS ? size : FIRST_ELEMENTS;
    const facts: Part[] = [`dtype=${dtypeLabel(dtype)}`, `shape=(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`];
    let elements: Part[];
    if (items) {
      elements = positional(items.slice(0, shownElements));
    } else {
      const bytes = cOrderBytes(array);
      elements = Array.from({ length: shownElements }, (_, i) => elementText(bytes, i * dtype.itemsize, dtype));
    }
    if (shownElements < size) elements.push(more(size - shownElements));
    const name = array.class.name === 'ndarray' ? 'array' : array.class.name;
    const state = array.state === undefined ? [] : [keyword('state', array.state)];
    return call(name, [...facts, ...state, ...elements]);
  }
}

function more(count: number): Part {
  return `... ${count} more`;
}

function elementText(bytes: Uint8Array, offset: number, dtype: PyDType): string {
  if (dtype.type === 'M' || dtype.type === 'm') return `'${timeText(ticksAt(bytes, offset, dtype), dtype)}'`;
  if (isLongDouble(dtype)) return longDoubleText(bytes, offset, dtype);
  const value = dtype.type === 'f' ? elementValue(bytes, offset, dtype) : undefined;
  return typeof value === 'number' ? floatText(value, dtype.itemsize) : elementRepr(bytes, offset, dtype);
}

const SCALARS: Readonly<Record<string, string>> = { U: 'str_', S: 'bytes_', V: 'void' };

function scalarText({ dtype, data }: PyNpScalar): string {
  return `${SCALARS[dtype.type] ?? dtypeLabel(dtype)}(${elementText(data, 0, dtype)})`;
}
