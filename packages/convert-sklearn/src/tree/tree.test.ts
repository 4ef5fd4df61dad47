import { expect, it } from 'vitest';
import type { Nodes } from './nodes.js';
import { assertTree } from './tree.js';

let state = 11;
const random = (below: number): number =>
  Math.floor(((state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31) * below);

const FEATURES = 3;

/** A tree of some nodes, its children in any order. */
function grown(): { left: number[]; right: number[]; feature: number[] } {
  const inner = random(6);
  const count = 2 * inner + 1;
  const [left, right, feature] = [-1, -1, -2].map((value) => new Array<number>(count).fill(value)) as [
    number[],
    number[],
    number[],
  ];
  const names = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 1; i--) {
    const k = 1 + random(i);
    [names[i], names[k]] = [names[k]!, names[i]!];
  }
  const open = [0];
  for (let next = 1; next < count; next += 2) {
    const [node] = open.splice(random(open.length), 1) as [number];
    left[node] = names[next]!;
    right[node] = names[next + 1]!;
    feature[node] = random(FEATURES);
    open.push(left[node]!, right[node]!);
  }
  return { left, right, feature };
}

/** Every node but the root is the child of one other, by counting; what is asked of features. */
function isSound({ left, right, feature }: ReturnType<typeof grown>): boolean {
  const parents = left.map(() => 0);
  return (
    left.every((yes, i) => {
      const no = right[i]!;
      if (yes === -1 && no === -1) return true;
      for (const child of [yes, no]) {
        if (!(child in parents)) return false;
        parents[child]!++;
      }
      return feature[i]! >= 0 && feature[i]! < FEATURES;
    }) &&
    parents.every((count, i) => count === (i === 0 ? 0 : 1)) &&
    (left.length === 1 || left[0] !== -1)
  );
}

const nodesOf = ({ left, right, feature }: ReturnType<typeof grown>): Nodes => ({
  count: left.length,
  left: Int32Array.from(left),
  right: Int32Array.from(right),
  feature: Int32Array.from(feature),
  threshold: new Float64Array(left.length),
  missingLeft: undefined,
});

const WRONG = [-(2 ** 31), -3, -2, -1, 0, 1, 2, 3, 4, 5, 9, 11, 2 ** 31 - 2, 2 ** 31 - 1];

it('takes trees in whatever order, and refuses whatever is none', () => {
  const counts = { sound: 0, wrong: 0 };
  for (let i = 0; i < 5000; i++) {
    const tree = grown();
    expect(isSound(tree)).toBe(true);
    for (let changes = random(3); changes > 0; changes--)
      [tree.left, tree.right, tree.feature][random(3)]![random(tree.left.length)] = WRONG[random(WRONG.length)]!;
    const sound = isSound(tree);
    counts[sound ? 'sound' : 'wrong']++;
    const check = expect(() => {
      assertTree(nodesOf(tree), FEATURES, 'tree_');
    }, JSON.stringify(tree));
    if (sound) check.not.toThrow();
    else check.toThrow(expect.objectContaining({ name: 'CodecError', fault: 'malformed' }) as Error);
  }
  expect(Math.min(counts.sound, counts.wrong)).toBeGreaterThan(1000);
});

it('refuses nodes that are children of one another where the root is a leaf', () => {
  const nodes = nodesOf({ left: [-1, 1, -1], right: [-1, 2, -1], feature: [-2, 0, -2] });
  expect(() => {
    assertTree(nodes, FEATURES, 'tree_');
  }).toThrow('nodes that no row reaches');
});

it.each([NaN, 0, -1])('has no features that are %s', (features) => {
  const nodes = nodesOf({ left: [1, -1, -1], right: [2, -1, -1], feature: [0, -2, -2] });
  expect(() => {
    assertTree(nodes, features, 'tree_');
  }).toThrow(expect.objectContaining({ at: { path: 'tree_.nodes[0]' } }) as Error);
});
