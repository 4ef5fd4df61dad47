/** Opset 6 of ai.onnx, which broadcast by attributes, as 7, which does it as NumPy. */

import type { GraphNode } from '@brine/core';
import { intOf } from '../operators/attribute.js';
import { tensor } from '../tensor.js';
import { constantNode, madeNode, without, type Call, type Convert, type Step } from './call.js';

/** Operators of two inputs, of which the second's axes were those of the first from `axis` on. */
export const OF_TWO = ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'And', 'Or', 'Xor', 'Equal', 'Greater', 'Less'];

export function broadcastUp(call: Call): Step {
  const { node, typeOf, refuse } = call;
  const rest = { ...node, attributes: without(node.attributes, ['axis', 'broadcast']) };
  const axis = intOf(node.attributes, 'axis');
  if (intOf(node.attributes, 'broadcast') !== 1 || axis === undefined) return { node: rest };
  const [rank, other] = node.inputs.map((name) => typeOf(name)?.shape?.length);
  if (rank === undefined || other === undefined) return refuse('the numbers of axes of its inputs are not known');
  return withAxesBehind(call, rest, other, rank - (axis < 0 ? axis + rank : axis) - other);
}

/** A slope for each channel. */
export function slopesUp(call: Call): Step {
  const { node, typeOf, refuse } = call;
  const [data, slopes] = node.inputs.map((name) => typeOf(name)?.shape);
  if (!data || !slopes) return refuse('the numbers of axes of its inputs are not known');
  return slopes.length === 1 && slopes[0] !== 1
    ? withAxesBehind(call, node, 1, Math.max(0, data.length - 2))
    : { node };
}

/** The second input with axes of length 1 behind its own. */
function withAxesBehind({ opset, fresh }: Call, node: GraphNode, rank: number, count: number): Step {
  if (count <= 0) return { node };
  const [data = '', second = '', ...others] = node.inputs;
  const axes = Array.from({ length: count }, (_, i) => BigInt(rank + i));
  const wide = fresh('wide');
  const inputs = [data, wide, ...others];
  if (opset('') < 13) {
    const before = [madeNode('Unsqueeze', [second], wide, { axes: { type: 'ints', value: axes } })];
    return { before, node: { ...node, inputs } };
  }
  const constant = constantNode(fresh('axes'), tensor('int64', axes));
  return {
    before: [constant, madeNode('Unsqueeze', [second, constant.outputs[0]!], wide)],
    node: { ...node, inputs },
  };
}

/** Operators that were in training unless they said that they are tested. */
export const tested: Convert = ({ node, refuse }) =>
  intOf(node.attributes, 'is_test') === 1
    ? { node: { ...node, attributes: without(node.attributes, ['is_test']) } }
    : refuse('it is in training');

export const dropBroadcast: Convert = ({ node }) => ({
  node: { ...node, attributes: without(node.attributes, ['broadcast']) },
});

export const scalesUp: Convert = ({ node, refuse }) => {
  const { height_scale: height, width_scale: width } = node.attributes;
  if (height?.type !== 'float' || width?.type !== 'float') return refuse('it has no height_scale and width_scale');
  const attributes = without(node.attributes, ['height_scale', 'width_scale']);
  return {
    node: {
      ...node,
      attributes: { ...attributes, scales: { type: 'floats', value: [1, 1, height.value, width.value] } },
    },
  };
};
