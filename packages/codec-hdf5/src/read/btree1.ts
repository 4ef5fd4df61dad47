/** The first version of trees. @see HDF5 File Format Specification, III.A.1 */

import { malformed } from '../errors.js';
import type { Cursor } from './cursor.js';
import type { File } from './file.js';

/** Levels of a tree: with two children a node it would hold more than any file. */
const HIGHEST = 64;

export interface TreeForm<Key> {
  /** 0 for groups, 1 for chunks. */
  readonly type: number;
  readonly keyBytes: number;
  key(cursor: Cursor): Key;
}

/** The leaves in order: each child with the key before it. */
export async function* leaves<Key>(
  file: File,
  root: number,
  form: TreeForm<Key>,
): AsyncGenerator<{ readonly key: Key; readonly child: number }> {
  const { offsets } = file.widths;
  const open: { readonly address: number; readonly level: number | undefined }[] = [
    { address: root, level: undefined },
  ];
  const seen = new Set<number>();
  const enter = (address: number) => {
    if (seen.has(address)) throw malformed('a tree holds a part of itself twice', file.base + address);
    seen.add(address);
  };
  for (let node = open.pop(); node; node = open.pop()) {
    enter(node.address);
    const start = await file.cursor(node.address, 8 + 2 * offsets);
    start.signature('TREE');
    const type = start.u8();
    const level = start.u8();
    const count = start.u16();
    // Levels fall by one, so that no node can hold itself.
    const isRight = type === form.type && (node.level === undefined ? level <= HIGHEST : level === node.level);
    if (!isRight) throw malformed('a node of a tree is not of its kind or level', file.base + node.address);
    file.count(count + 1, 'nodes of trees', start.offset);
    const body = await file.cursor(node.address + 8 + 2 * offsets, count * (form.keyBytes + offsets));
    const children: { key: Key; child: number }[] = [];
    for (let i = 0; i < count; i++) {
      children.push({ key: form.key(body), child: body.place() });
      if (level === 0) enter(children[i]!.child);
    }
    if (level === 0) yield* children;
    else for (const { child } of children.reverse()) open.push({ address: child, level: level - 1 });
  }
}
