/** An opened HDF5 file: its tree, its tensors, and the Keras model where it is one. */

import type { Document, Hierarchy, InspectOptions, Inspection, Tensor, TreeNode } from '@brine/core';
import type { HierarchyGroup, HierarchyLink, HierarchyObject, TensorInfo } from '@brine/core';
import type { KerasParts } from './keras/open.js';
import type { Superblock } from './read/superblock.js';
import { tensorsOf } from './tensors.js';
import { typeText } from './text.js';

/** Levels of the tree that are shown unless asked otherwise. */
const DEPTH = 3;
/** Members of a group that the tree shows. */
const MOST_CHILDREN = 100;

export function documentOf(block: Superblock, hierarchy: Hierarchy, keras: KerasParts | undefined): Document {
  const tensors = () => tensorsOf(hierarchy);
  const base = {
    hierarchy: () => Promise.resolve(hierarchy),
    tensors,
    close: () => Promise.resolve(),
  };
  const inspect = async (options: InspectOptions = {}): Promise<Inspection> => ({
    format: keras?.format ?? 'hdf5',
    version: `superblock ${block.version}`,
    ...(keras ? { producer: keras.producer } : {}),
    ...(keras?.root === undefined ? {} : { root: keras.root }),
    tensors: (await tensors()).map(infoOf),
    ...(keras?.summary
      ? { details: await keras.summary() }
      : { tree: await treeOf('', { kind: 'hard', name: '', open: () => Promise.resolve(hierarchy.root) }, options.depth ?? DEPTH, new Set()) }),
  });
  return { format: keras?.format ?? 'hdf5', inspect, ...base, ...(keras ? { keras: keras.model } : {}) };
}

export function infoOf({ name, dtype, storedType, shape, byteLength, offset }: Tensor): TensorInfo {
  return {
    ...(name === undefined ? {} : { name }),
    dtype: storedType ?? dtype,
    shape,
    bytes: byteLength,
    ...(offset === undefined ? {} : { offset }),
  };
}

async function treeOf(label: string, link: HierarchyLink, depth: number, above: ReadonlySet<number>): Promise<TreeNode> {
  if (link.kind === 'soft') return { label, type: 'soft link', summary: link.path };
  if (link.kind === 'external') return { label, type: 'external link', summary: `${link.file}:${link.path}` };
  if (link.kind === 'other') return { label, type: `link of type ${link.type}` };
  const object = await link.open();
  if (object.kind !== 'group') return leaf(label, object);
  return groupNode(label, object, depth, above);
}

function leaf(label: string, object: Exclude<HierarchyObject, HierarchyGroup>): TreeNode {
  const type = typeText(object.type);
  if (object.kind === 'type') return { label, type: 'type', summary: type };
  return { label, type, summary: object.shape === null ? 'empty' : `(${object.shape.join(', ')})` };
}

async function groupNode(label: string, group: HierarchyGroup, depth: number, above: ReadonlySet<number>): Promise<TreeNode> {
  const links = await group.links();
  if (depth <= 0 || above.has(group.id)) return { label, type: 'group', more: links.length };
  const inside = new Set(above).add(group.id);
  const shown = links.slice(0, MOST_CHILDREN);
  const children: TreeNode[] = [];
  for (const link of shown) children.push(await treeOf(`[${JSON.stringify(link.name)}]`, link, depth - 1, inside));
  return { label, type: 'group', children, ...(links.length > shown.length ? { more: links.length - shown.length } : {}) };
}
