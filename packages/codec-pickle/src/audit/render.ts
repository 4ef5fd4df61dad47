/** Values of a stream as Python-like text, short enough for a message. */

import { isKind, type PyValue } from '@brine/core';

const MOST_ITEMS = 4;
const MOST_TEXT = 60;
const DEEPEST = 3;

/** A call, rebuilt: `os.system('echo pwned')`. */
export function renderCall(callable: string, args: PyValue): string {
  const text = isKind(args, 'tuple') ? list(args.items, 0, ', ') : `*${render(args)}`;
  return `${callable}(${text})`;
}

export function render(value: PyValue, depth = 0): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
      return Number.isInteger(value) ? `${value}.0` : String(value);
    case 'bigint':
      return value > 10n ** 30n || value < -(10n ** 30n) ? '<a huge int>' : String(value);
    case 'string':
      return quoted(value);
  }
  if (depth >= DEEPEST) return '...';
  switch (value.kind) {
    case 'global':
      return `${value.module}.${value.name}`;
    case 'bytes':
    case 'bytearray': {
      const text = quoted(String.fromCharCode(...value.data.subarray(0, MOST_TEXT + 1)));
      return value.kind === 'bytes' ? `b${text}` : `bytearray(b${text})`;
    }
    case 'tuple':
      return `(${list(value.items, depth, ', ')}${value.items.length === 1 ? ',' : ''})`;
    case 'list':
      return Array.isArray(value.items) ? `[${list(value.items, depth, ', ')}]` : `[${value.items.length} numbers]`;
    case 'set':
    case 'frozenset':
      return `{${list(value.items, depth, ', ')}}`;
    case 'dict':
      return `{${pairs(value.entries, depth)}}`;
    case 'object': {
      const made = `${render(value.func, depth + 1)}(${list(value.args.items, depth + 1, ', ')})`;
      return value.via === 'newobj' || value.via === 'reconstructor' ? `<${render(value.func, depth + 1)}>` : made;
    }
    case 'constant':
      return value.name;
    default:
      return `<${value.kind}>`;
  }
}

function list(items: readonly PyValue[], depth: number, separator: string): string {
  const shown = items.slice(0, MOST_ITEMS).map((item) => render(item, depth + 1));
  return [...shown, ...(items.length > MOST_ITEMS ? ['...'] : [])].join(separator);
}

function pairs(entries: readonly PyValue[], depth: number): string {
  const shown: string[] = [];
  for (let i = 0; i + 1 < entries.length && i < 2 * MOST_ITEMS; i += 2) {
    shown.push(`${render(entries[i]!, depth + 1)}: ${render(entries[i + 1]!, depth + 1)}`);
  }
  return [...shown, ...(entries.length > 2 * MOST_ITEMS ? ['...'] : [])].join(', ');
}

function quoted(text: string): string {
  const cut = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}...` : text;
  const escaped = JSON.stringify(cut).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}
