/** Every object of a file once, by the first path that leads to it. */

import type { Hierarchy, HierarchyLink, HierarchyObject } from '@brine/core';

export interface Visited {
  /** From the root: `/model_weights/dense`. */
  readonly path: string;
  readonly link?: HierarchyLink;
  /** Absent for a soft or external link. */
  readonly object?: HierarchyObject;
  /** True when another path led to it before. */
  readonly again?: boolean;
}

/** Depth first, in the order of the links. A group that holds itself is entered once. */
export async function* walk({ root }: Hierarchy): AsyncGenerator<Visited> {
  const seen = new Set<number>([root.id]);
  const open: { readonly path: string; readonly links: Iterator<HierarchyLink> }[] = [
    { path: '', links: (await root.links()).values() },
  ];
  yield { path: '/', object: root };
  for (let group = open.at(-1); group; group = open.at(-1)) {
    const { value: link, done } = group.links.next();
    if (done || link === undefined) {
      open.pop();
      continue;
    }
    const path = `${group.path}/${link.name}`;
    if (link.kind !== 'hard') {
      yield { path, link };
      continue;
    }
    const object = await link.open();
    const again = seen.has(object.id);
    seen.add(object.id);
    yield { path, link, object, again };
    if (object.kind === 'group' && !again) open.push({ path, links: (await object.links()).values() });
  }
}

/** The object at a path of hard links: `model_weights/dense`. */
export async function find(from: HierarchyObject, path: string): Promise<HierarchyObject | undefined> {
  let object: HierarchyObject | undefined = from;
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (object.kind !== 'group') return undefined;
    const link: HierarchyLink | undefined = (await object.links()).find((one) => one.name === name);
    if (link?.kind !== 'hard') return undefined;
    object = await link.open();
  }
  return object;
}
