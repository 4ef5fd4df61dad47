import type {
  ElementType,
  Hierarchy,
  HierarchyArray,
  HierarchyDataset,
  HierarchyGroup,
  HierarchyLink,
} from '@brine/core';
import { expect, it } from 'vitest';
import { styleOf } from '../print/style.js';
import { hierarchyText } from './hierarchy-text.js';

const FLOAT: ElementType = { kind: 'float', size: 4, bigEndian: false, format: 'ieee' };
const TEXT: ElementType = { kind: 'string', size: 16, variable: true, utf8: true, padding: 'null-terminated' };

const floats = (...values: number[]): HierarchyArray => ({
  type: FLOAT,
  shape: [values.length],
  bytes: new Uint8Array(new Float32Array(values).buffer),
});
const text = (value: string): HierarchyArray => ({
  type: TEXT,
  shape: [],
  bytes: new Uint8Array(0),
  items: [{ kind: 'text', bytes: new TextEncoder().encode(value) }],
});
const attribute = (name: string, value: HierarchyArray) => ({
  name,
  type: value.type,
  shape: value.shape,
  read: () => Promise.resolve(value),
});
const group = (id: number, links: HierarchyLink[]): HierarchyGroup => ({
  kind: 'group',
  id,
  attributes: () => Promise.resolve([]),
  links: () => Promise.resolve(links),
});
const hard = (name: string, object: HierarchyGroup | HierarchyDataset): HierarchyLink => ({
  kind: 'hard',
  name,
  open: () => Promise.resolve(object),
});

it('a line for each object, indented by its groups, with attributes and values below', async () => {
  const dataset: HierarchyDataset = {
    kind: 'dataset',
    id: 3,
    type: FLOAT,
    shape: [2],
    maxShape: [null],
    chunks: [4],
    filters: [{ id: 1, name: 'deflate', values: [9] }],
    attributes: () => Promise.resolve([attribute('unit', text('m\u001b[2J'))]),
    read: () => Promise.resolve(floats(1.5, -2)),
  };
  const hierarchy: Hierarchy = {
    root: group(1, [
      hard('g', group(2, [hard('x', dataset)])),
      { kind: 'soft', name: 's', path: '/g/x' },
      { kind: 'external', name: 'e', file: 'other.h5', path: '/y' },
    ]),
  };
  expect((await hierarchyText(hierarchy, styleOf(false), false)).join('')).toBe(
    [
      '/',
      '  g/',
      '    x float32 (2) chunks (4) gzip 9 grows to (any)',
      '      @unit = "m\\u001b[2J"',
      '      [1.5,-2]',
      '  s -> /g/x',
      '  e -> other.h5:/y (another file)',
      '',
    ].join('\n'),
  );
});
