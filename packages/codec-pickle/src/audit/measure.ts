/** How large a value becomes when its shared parts are walked again and again. */

import type { PyValue } from '@brine/core';

export interface Size {
  /** Values without parts, each as often as walking meets it. */
  readonly leaves: number;
  readonly depth: number;
}

interface Visit {
  readonly value: object;
  readonly parts: readonly PyValue[];
  at: number;
  leaves: number;
  depth: number;
}

const LEAF: Size = { leaves: 1, depth: 0 };

/** Walks each part once; a cycle counts as a leaf where it closes. */
export function measure(root: PyValue): Size {
  const parts = partsOf(root);
  if (!parts) return LEAF;
  const done = new Map<object, Size>();
  const open: Visit[] = [{ value: root as object, parts, at: 0, leaves: 1, depth: 0 }];
  done.set(root as object, LEAF);
  for (;;) {
    const visit = open[open.length - 1]!;
    let next: Visit | undefined;
    while (visit.at < visit.parts.length) {
      const part = visit.parts[visit.at++]!;
      const inside = partsOf(part);
      const size = inside ? done.get(part as object) : LEAF;
      if (size) add(visit, size);
      else {
        next = { value: part as object, parts: inside!, at: 0, leaves: 1, depth: 0 };
        break;
      }
    }
    if (next) {
      done.set(next.value, LEAF);
      open.push(next);
      continue;
    }
    const size = { leaves: visit.leaves, depth: visit.depth + 1 };
    done.set(visit.value, size);
    open.pop();
    const above = open[open.length - 1];
    if (!above) return size;
    add(above, size);
  }
}

function add(visit: Visit, { leaves, depth }: Size): void {
  visit.leaves += leaves;
  if (depth > visit.depth) visit.depth = depth;
}

/** What a value holds; undefined for one without parts. */
function partsOf(value: PyValue): readonly PyValue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return Array.isArray(value.items) ? value.items : undefined;
    case 'dict':
      return value.entries;
    case 'ndarray':
      return value.items;
    case 'object':
      return [
        ...value.args.items,
        ...(value.state === undefined ? [] : [value.state]),
        ...(value.items ?? []),
        ...(value.entries ?? []),
      ];
    default:
      return undefined;
  }
}
