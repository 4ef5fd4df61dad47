/** Changes of operators that are more than a wider choice of types. */

import type { DenseTensor, GraphNode } from '@brine/core';
import { intOf, intsOf, stringOf } from '../operators/attribute.js';
import { constantTensor } from '../operators/constant.js';
import { tensor } from '../tensor.js';
import { constantNode, int, madeNode, numbersIn, without, type Call, type Convert, type Step } from './call.js';
import { broadcastUp, dropBroadcast, OF_TWO, scalesUp, slopesUp, tested } from './broadcast.js';
import { encoderDown, encoderUp, tensorsDown, tensorsUp } from './labels.js';
import { MOVED, toAttributes, toInputs } from './moved.js';
import { ensembleDown } from './trees/down.js';
import { treesDown } from './trees/older.js';
import { classifierUp, regressorUp } from './trees/up.js';

export interface Change {
  readonly up?: Convert;
  readonly down?: Convert;
}

const no =
  (reason: string): Convert =>
  ({ refuse }) =>
    refuse(reason);

const BROADCAST: Change = { down: no('it does not broadcast there') };
const ROWS: Change = { up: rowsToAxis, down: axisToRows };
const OTHER = no('it is another operator there');

/** By operator and the version that came with the change. */
export const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ...MOVED.map((moved): [string, Change] => [
    `${moved.operator}:${moved.since}`,
    { up: toInputs(moved), down: toAttributes(moved) },
  ]),
  ['Softmax:13', ROWS],
  ['LogSoftmax:13', ROWS],
  ['Hardmax:13', ROWS],
  ['Split:18', { up: splitUp, down: splitDown }],
  ['BatchNormalization:9', { up: spatial }],
  ['BatchNormalization:14', { up: trained, down: trained }],
  ['Constant:12', { down: constantDown }],
  ['Scatter:11', { up: ({ node }) => ({ node: { ...node, opType: 'ScatterElements' } }) }],
  ['Upsample:10', { up: ({ node }) => ({ node: { ...node, opType: 'Resize' } }) }],
  ['Resize:10', { down: upsampled }],
  ['Resize:11', { up: resizeUp, down: resizeDown }],
  ['Resize:13', { up: forbidden('coordinate_transformation_mode', 'tf_half_pixel_for_nn'), down: resizeInputs }],
  ['Resize:19', { down: forbidden('coordinate_transformation_mode', 'half_pixel_symmetric') }],
  ['Pad:19', { down: forbidden('mode', 'wrap') }],
  ['ScatterElements:18', { down: forbidden('reduction', 'max', 'min') }],
  ['ScatterND:18', { down: forbidden('reduction', 'max', 'min') }],
  ...['Max', 'Min', 'Sum', 'Mean'].map((name): [string, Change] => [`${name}:8`, BROADCAST]),
  ...['QuantizeLinear', 'DequantizeLinear'].map((name): [string, Change] => [
    `${name}:13`,
    { down: no('it has one scale for all there') },
  ]),
  ...['Scan:9', 'RoiAlign:16', 'GridSample:20', 'DFT:20', 'GroupNormalization:21'].map((key): [string, Change] => [
    key,
    { up: OTHER, down: OTHER },
  ]),
  ...OF_TWO.map((name): [string, Change] => [`${name}:7`, { up: broadcastUp }]),
  ['PRelu:7', { up: slopesUp }],
  ['Gemm:7', { up: dropBroadcast }],
  ['BatchNormalization:7', { up: tested }],
  ['Dropout:7', { up: tested }],
  ['Upsample:7', { up: scalesUp }],
  ['LabelEncoder:2', { up: encoderUp, down: encoderDown }],
  ['LabelEncoder:4', { up: tensorsUp, down: tensorsDown }],
  ['TreeEnsemble:5', { down: ensembleDown }],
  ['TreeEnsembleRegressor:5', { up: regressorUp }],
  ['TreeEnsembleClassifier:5', { up: classifierUp }],
  ['TreeEnsembleRegressor:3', { down: treesDown }],
  ['TreeEnsembleClassifier:3', { down: treesDown }],
]);

/** The values that an attribute may not have there. */
function forbidden(attribute: string, ...values: readonly string[]): Convert {
  return ({ node, refuse }) => {
    const value = stringOf(node.attributes, attribute) ?? '';
    return values.includes(value) ? refuse(`${attribute} cannot be ${value} there`) : { node };
  };
}

/** Before 13 the axes from `axis` on were one. */
function rowsToAxis({ node, typeOf, fresh }: Call): Step {
  const { inputs, outputs, attributes, opType } = node;
  const axis = intOf(attributes, 'axis') ?? 1;
  const rank = typeOf(inputs[0])?.shape?.length;
  const last = { ...node, attributes: { ...attributes, axis: int(-1) } };
  if (axis === -1 || (rank !== undefined && axis === rank - 1)) return { node: last };
  const [shape, rows, result] = [fresh('shape'), fresh('rows'), fresh(opType)];
  return {
    before: [madeNode('Shape', inputs, shape), madeNode('Flatten', inputs, rows, { axis: int(axis) })],
    node: { ...last, inputs: [rows], outputs: [result] },
    after: [madeNode('Reshape', [result, shape], outputs[0]!)],
  };
}

/** Its axis as the last one, of which both mean the same. */
function axisToRows({ node, typeOf, fresh, refuse }: Call): Step {
  const { inputs, outputs, attributes, opType } = node;
  const axis = intOf(attributes, 'axis') ?? -1;
  const rank = typeOf(inputs[0])?.shape?.length;
  const at = (value: number) => ({ ...node, attributes: { ...attributes, axis: int(value) } });
  if (rank === undefined) return axis === -1 ? { node: at(-1) } : refuse('the number of axes is not known');
  const place = axis < 0 ? axis + rank : axis;
  if (place === rank - 1) return { node: at(place) };
  const order = Array.from({ length: rank }, (_, i) => BigInt(i === place ? rank - 1 : i === rank - 1 ? place : i));
  const perm = { perm: { type: 'ints', value: order } } as const;
  const [turned, result] = [fresh('turned'), fresh(opType)];
  return {
    before: [madeNode('Transpose', inputs, turned, perm)],
    node: { ...at(rank - 1), inputs: [turned], outputs: [result] },
    after: [madeNode('Transpose', [result], outputs[0]!, perm)],
  };
}

/** From 18 on equal parts are asked for by their number. */
function splitUp({ node }: Call): Step {
  if ((node.inputs[1] ?? '') !== '') return { node };
  return { node: { ...node, attributes: { ...node.attributes, num_outputs: int(node.outputs.length) } } };
}

function splitDown({ node, typeOf, fresh, refuse }: Call): Step {
  const { attributes, inputs } = node;
  const parts = intOf(attributes, 'num_outputs');
  if (parts === undefined) return { node };
  const shape = typeOf(inputs[0])?.shape;
  const length = shape?.at(intOf(attributes, 'axis') ?? 0);
  if (typeof length !== 'number') return refuse('the lengths of its parts are not known');
  const part = Math.ceil(length / parts);
  const lengths = Array.from({ length: parts }, (_, i) => Math.max(0, Math.min(part, length - i * part)));
  const split = constantNode(fresh('split'), tensor('int64', lengths));
  return {
    before: [split],
    node: { ...node, inputs: [inputs[0]!, split.outputs[0]!], attributes: without(attributes, ['num_outputs']) },
  };
}

function spatial({ node, refuse }: Call): Step {
  if (intOf(node.attributes, 'spatial') === 0) return refuse('it has a mean for each place (spatial)');
  return { node: { ...node, attributes: without(node.attributes, ['spatial']) } };
}

function trained({ node, refuse }: Call): Step {
  if (node.outputs.length > 1 || intOf(node.attributes, 'training_mode') === 1) return refuse('it is in training');
  return { node: { ...node, attributes: without(node.attributes, ['training_mode']) } };
}

function constantDown({ node }: Call): Step {
  const value = constantTensor(node.attributes);
  return { node: value ? { ...node, attributes: { value: { type: 'tensor', value } } } : node };
}

/** Before 11 a place of the result was that of the data times the scale, rounded down. */
const OLD_PLACES = { type: 'string', value: 'asymmetric' } as const;

function resizeUp(call: Call): Step {
  const { node, fresh } = call;
  const [data = '', scales = ''] = node.inputs;
  const rounding = roundingBefore(call, scales);
  const regions = constantNode(fresh('roi'), tensor('float32', [], [0]));
  return {
    before: [regions],
    node: {
      ...node,
      inputs: [data, regions.outputs[0]!, scales],
      attributes: {
        ...node.attributes,
        coordinate_transformation_mode: OLD_PLACES,
        ...(rounding === undefined ? {} : { nearest_mode: { type: 'string', value: rounding } as const }),
      },
    },
  };
}

function resizeDown(call: Call): Step {
  const { node, refuse } = call;
  const { attributes } = node;
  const [data = '', , scales = '', sizes = ''] = node.inputs;
  if (sizes !== '' || scales === '') return refuse('its sizes are given, where only scales can be');
  const places = stringOf(attributes, 'coordinate_transformation_mode') ?? 'half_pixel';
  if (places !== 'asymmetric') return refuse(`its places are ${places}, and asymmetric there`);
  const rounding = stringOf(attributes, 'nearest_mode') ?? 'round_prefer_floor';
  const there = roundingBefore(call, scales);
  if (there !== undefined && rounding !== there)
    return refuse(`its places are rounded as ${rounding}, and as ${there} there`);
  const names = ['coordinate_transformation_mode', 'cubic_coeff_a', 'exclude_outside', 'extrapolation_value'];
  const rest = without(attributes, [...names, 'nearest_mode']);
  if (stringOf(attributes, 'mode') === 'cubic') return refuse('its mode cannot be cubic there');
  return { node: { ...node, inputs: [data, scales], attributes: rest } };
}

function upsampled({ node, constantOf, refuse }: Call): Step {
  if (!grows(constantOf(node.inputs[1]))) return refuse('its result may be smaller, which it cannot be there');
  return { node: { ...node, opType: 'Upsample' } };
}

const grows = (scales: DenseTensor | undefined) =>
  scales !== undefined && numbersIn(scales)?.every((scale) => scale >= 1) === true;

/**
 * How Resize of opset 10 rounds places, of which its definition says nothing: runtimes round down where data grows, up where it shrinks.
 *
 * @returns undefined for a mode that rounds nothing
 */
function roundingBefore({ node, constantOf, refuse }: Call, scales: string): string | undefined {
  if ((stringOf(node.attributes, 'mode') ?? 'nearest') !== 'nearest') return undefined;
  const value = constantOf(scales);
  const numbers = (value && numbersIn(value)) ?? [NaN];
  if (numbers.every((scale) => scale >= 1)) return 'floor';
  return numbers.every((scale) => scale <= 1)
    ? 'ceil'
    : refuse('it may both shrink and grow, of which each is rounded another way');
}

/** Inputs that could not be left out before 13. */
function resizeInputs({ node, fresh }: Call): Step {
  const before: GraphNode[] = [];
  const inputs = [...node.inputs];
  for (const [index, about] of ['', 'roi', 'scales'].entries()) {
    if (index === 0 || (inputs[index] ?? '') !== '') continue;
    const empty = constantNode(fresh(about), tensor('float32', [], [0]));
    before.push(empty);
    inputs[index] = empty.outputs[0]!;
  }
  return { before, node: { ...node, inputs } };
}

/** Operators whose `axis` or `axes` could not be counted from the end before 11. */
export function countedFromFront(call: Call): GraphNode {
  const { node, typeOf, refuse } = call;
  const { attributes, inputs, opType } = node;
  const axis = intOf(attributes, 'axis');
  const axes = intsOf(attributes, 'axes');
  const isBack = (axis !== undefined && axis < 0) || axes?.some((value) => value < 0) === true;
  if (!isBack || opType === 'OneHot') return node;
  const known = typeOf(inputs[0])?.shape?.length;
  if (known === undefined) return refuse('an axis cannot be counted from the end there');
  const rank = known + (opType === 'Unsqueeze' ? axes!.length : 0);
  const front = (value: number) => BigInt(value < 0 ? value + rank : value);
  return {
    ...node,
    attributes: {
      ...attributes,
      ...(axis === undefined ? {} : { axis: { type: 'int', value: front(axis) } }),
      ...(axes === undefined ? {} : { axes: { type: 'ints', value: axes.map(front) } }),
    },
  };
}
