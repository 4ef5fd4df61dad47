/** An opened HDF5 file: its tree, its tensors, and the Keras model where it is one. */

import type {
  Document,
  Hierarchy,
  HierarchyGroup,
  HierarchyLink,
  HierarchyObject,
  InspectOptions,
  Inspection,
  TreeNode,
} from '@brine/core';
import { infoOf } from './info.js';
import { kerasInspection } from './keras/document.js';
import type { KerasParts } from './keras/open.js';
import type { Superblock } from './read/superblock.js';
import { FORMATS } from './spec/ids.js';
import { tensorsOf } from './tensors.js';
import { typeText } from './text.js';

/** Levels of the tree that are shown unless asked otherwise. */
const DEPTH = 3;
/** Members of a group that the tree shows. */
const MOST_CHILDREN = 100;

export function documentOf(block: Superblock, hierarchy: Hierarchy, keras: KerasParts | undefined): Document {
  const tensors = () => tensorsOf(hierarchy);
  const version = `superblock ${block.version}`;
  const views = { hierarchy: () => Promise.resolve(hierarchy), tensors, close: () => Promise.resolve() };
  if (keras) {
    const { format, model, producer } = keras;
    const inspect = async () => kerasInspection(format, await model(), { version, producer });
    return { format, inspect, ...views, keras: model };
  }
  const inspect = async ({ depth = DEPTH }: InspectOptions = {}): Promise<Inspection> => ({
    format: FORMATS.hdf5,
    version,
    tensors: (await tensors()).map(infoOf),
    tree: await groupNode('', hierarchy.root, depth, new Set()),
  });
  return { format: FORMATS.hdf5, inspect, ...views };
}

async function treeOf(
  label: string,
  link: HierarchyLink,
  depth: number,
  above: ReadonlySet<number>,
): Promise<TreeNode> {
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

async function groupNode(
  label: string,
  group: HierarchyGroup,
  depth: number,
  above: ReadonlySet<number>,
): Promise<TreeNode> {
  const links = await group.links();
  if (depth <= 0 || above.has(group.id)) return { label, type: 'group', more: links.length };
  const inside = new Set(above).add(group.id);
  const shown = links.slice(0, MOST_CHILDREN);
  const children: TreeNode[] = [];
  for (const link of shown) children.push(await treeOf(`[${JSON.stringify(link.name)}]`, link, depth - 1, inside));
  return {
    label,
    type: 'group',
    children,
    ...(links.length > shown.length ? { more: links.length - shown.length } : {}),
  };
}
