import type { GraphNode } from '@brine/core';
import type { TypedGraph } from './types.js';

/** How many values a body takes, and how many it gives at least. */
type Counts = readonly [inputs: number, outputs: number];

const COUNTS: ReadonlyMap<string, (node: GraphNode) => Counts> = new Map([
  ['If', ({ outputs }: GraphNode): Counts => [0, outputs.length]],
  // The turn and the condition, then what is carried along; the condition comes out again.
  [
    'Loop',
    ({ inputs, outputs }: GraphNode): Counts => [
      Math.max(2, inputs.length),
      Math.max(inputs.length - 1, outputs.length + 1),
    ],
  ],
  [
    'Scan',
    ({ inputs, outputs, attributes }: GraphNode): Counts => {
      const scanned = attributes['num_scan_inputs'];
      const states = inputs.length - Number(scanned?.type === 'int' ? scanned.value : 0n);
      return states >= 0 && states <= inputs.length ? [inputs.length, Math.max(states, outputs.length)] : [NaN, NaN];
    },
  ],
]);

/** Whether the bodies of a node take and give what it does. */
export function bodiesFit(node: GraphNode, bodies: ReadonlyMap<string, TypedGraph>): boolean {
  const counts = COUNTS.get(node.opType)?.(node);
  if (!counts) return true;
  const [inputs, outputs] = counts;
  return [...bodies.values()].every(({ graph }) => graph.inputs.length === inputs && graph.outputs.length >= outputs);
}
