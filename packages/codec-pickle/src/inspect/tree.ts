/** The tree of a value that `inspect` prints. */

import { definitionOf, isKind, typeName, typestring, type PyObject, type PyValue, type TreeNode } from '@brine/core';
import { unreadOf } from '../read/unread.js';
import { dtypeText } from './arrays.js';
import { childrenOf } from './children.js';

/** More nodes are read by nobody. */
const MOST_NODES = 10_000;
const MOST_CHILDREN = 200;

interface Building {
  label: string;
  type: string;
  summary?: string;
  children?: Building[];
  more?: number;
}

/**
 * A value as a tree, breadth first, so that neither depth nor cycles cost a recursion. A record that was shown before is named
 * again without what it holds.
 *
 * @param depth - levels below the root
 */
export function treeOf(root: PyValue, depth: number): TreeNode {
  const top = node('', root);
  const shown = new Set<PyValue>([root]);
  let level: { building: Building; value: PyValue }[] = [{ building: top, value: root }];
  let left = MOST_NODES;
  for (let below = 0; below < depth && level.length > 0; below++) {
    const next: typeof level = [];
    for (const { building: parent, value } of level) {
      let more = 0;
      for (const child of childrenOf(value)) {
        if (left === 0 || (parent.children?.length ?? 0) >= MOST_CHILDREN) {
          more = countOf(value) - (parent.children?.length ?? 0);
          break;
        }
        left--;
        const made = node(child.label, child.value);
        (parent.children ??= []).push(made);
        const isRecord = typeof child.value === 'object' && child.value !== null;
        if (isRecord && !shown.has(child.value)) next.push({ building: made, value: child.value });
        if (isRecord) shown.add(child.value);
      }
      if (more > 0) parent.more = more;
    }
    level = next;
  }
  for (const { building: leaf, value } of level) {
    const more = countOf(value);
    if (more > 0) leaf.more = more;
  }
  return top;
}

function countOf(value: PyValue): number {
  let count = 0;
  if (isKind(value, 'list') || isKind(value, 'tuple') || isKind(value, 'set')) return value.items.length;
  if (isKind(value, 'dict')) return value.entries.length / 2;
  for (const _ of childrenOf(value)) count++;
  return count;
}

function node(label: string, value: PyValue): Building {
  const summary = summaryOf(value);
  return { label, type: typeText(value), ...(summary === undefined ? {} : { summary }) };
}

/** Class or type of a value: `module.Class`, or the plain name of a built-in type. */
export function typeText(value: PyValue): string {
  switch (typeof value) {
    case 'string':
      return 'str';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    default:
      if (value === null) return 'None';
  }
  switch (value.kind) {
    case 'object':
    case 'ndarray':
      return definitionOf(value)?.kind ?? typeName(value) ?? 'object';
    case 'dtype':
      return 'numpy.dtype';
    case 'npscalar':
      return 'numpy.generic';
    case 'bytes':
      return unreadOf(value.data)?.text ? 'str' : value.kind;
    default:
      return value.kind;
  }
}

const LONGEST = 60;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}...`;
}

function summaryOf(value: PyValue): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(shortened(value));
    case 'bigint':
      return value > -1e18 && value < 1e18 ? String(value) : `${value < 0n ? '-' : ''}0x${shortened(magnitude(value))}`;
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 1e16 ? value.toFixed(1) : String(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      if (value === null) return undefined;
  }
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return `${value.items.length} items`;
    case 'dict':
      return `${value.entries.length / 2} entries`;
    case 'bytes':
    case 'bytearray':
      return `${unreadOf(value.data)?.length ?? value.data.byteLength} bytes`;
    case 'complex':
      return `(${value.re}, ${value.im})`;
    case 'constant':
      return value.name;
    case 'global':
      return `${value.module}.${value.name}`;
    case 'ndarray':
      return `${dtypeText(value)} (${value.shape.join(', ')})`;
    case 'dtype':
    case 'npscalar':
      return typestring(value.kind === 'dtype' ? value : value.dtype);
    case 'object':
      return (
        definedText(value) ??
        (value.items
          ? `${value.items.length} items`
          : value.entries
            ? `${value.entries.length / 2} entries`
            : undefined)
      );
    default:
      return undefined;
  }
}

function definedText(object: PyObject): string | undefined {
  const definition = definitionOf(object);
  if (!definition) return undefined;
  switch (definition.kind) {
    case 'function':
      return `${definition.qualname}${definition.signature}`;
    case 'class':
      return `${definition.module}.${definition.qualname}`;
    case 'module':
    case 'code':
      return definition.name;
    default:
      return undefined;
  }
}

/** Linear for the largest int, as decimal digits are not. */
function magnitude(value: bigint): string {
  return (value < 0n ? -value : value).toString(16);
}
