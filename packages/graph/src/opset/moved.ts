/** Attributes that became inputs. */

import { bigintsOf, type Attribute, type DenseTensor, type GraphNode } from '@brine/core';
import { intOf } from '../operators/attribute.js';
import { tensor } from '../tensor.js';
import { constantNode, madeNode, numbersIn, trimmed, without, type Call, type Convert, type Step } from './call.js';

type Kind = 'ints' | 'int' | 'floats' | 'float32' | 'as-data';

/** The input of each attribute: its index and how its elements are held. */
type Moves = Readonly<Record<string, readonly [index: number, kind: Kind]>>;

interface Moved {
  readonly operator: string;
  readonly since: number;
  readonly moves: Moves;
  /** What else the older version has not. */
  readonly down?: (call: Call) => GraphNode;
  readonly up?: (call: Call) => GraphNode;
}

const AXES: Moves = { axes: [1, 'ints'] };
const REDUCTIONS = 'L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare'.split(' ');

export const MOVED: readonly Moved[] = [
  ...REDUCTIONS.map((name) => ({
    operator: `Reduce${name}`,
    since: name === 'Sum' ? 13 : 18,
    moves: AXES,
    down: reduction,
  })),
  { operator: 'Squeeze', since: 13, moves: AXES },
  { operator: 'Unsqueeze', since: 13, moves: AXES },
  { operator: 'Split', since: 13, moves: { split: [1, 'ints'] } },
  { operator: 'Dropout', since: 12, moves: { ratio: [1, 'float32'] }, down: dropout, up: maskless },
  { operator: 'Clip', since: 11, moves: { min: [1, 'as-data'], max: [2, 'as-data'] } },
  { operator: 'Pad', since: 11, moves: { pads: [1, 'ints'], value: [2, 'as-data'] } },
  { operator: 'Slice', since: 10, moves: { starts: [1, 'ints'], ends: [2, 'ints'], axes: [3, 'ints'] }, down: slice },
  { operator: 'TopK', since: 10, moves: { k: [1, 'int'] } },
  { operator: 'Upsample', since: 9, moves: { scales: [1, 'floats'] } },
];

export function toInputs({ moves, up }: Moved): Convert {
  return (call): Step => {
    const node = up?.(call) ?? call.node;
    const inputs = [...node.inputs];
    const before: GraphNode[] = [];
    for (const [name, [index, kind]] of Object.entries(moves)) {
      const attribute = node.attributes[name];
      if (!attribute) continue;
      const constant = constantNode(call.fresh(name), elementsOf(call, attribute, kind));
      before.push(constant);
      while (inputs.length < index) inputs.push('');
      inputs[index] = constant.outputs[0]!;
    }
    return { before, node: { ...node, inputs, attributes: without(node.attributes, Object.keys(moves)) } };
  };
}

export function toAttributes({ moves, down }: Moved): Convert {
  return (call): Step => {
    const node = down?.(call) ?? call.node;
    const inputs = [...node.inputs];
    const attributes: Record<string, Attribute> = { ...node.attributes };
    for (const [name, [index, kind]] of Object.entries(moves)) {
      const input = inputs[index] ?? '';
      if (input === '') continue;
      inputs[index] = '';
      const value = call.constantOf(input);
      if (!value) return call.refuse(`${name} is an attribute there, and here it is computed`);
      attributes[name] = attributeOf(call, name, value, kind);
    }
    return { node: { ...node, inputs: trimmed(inputs), attributes } };
  };
}

function elementsOf({ typeOf, node, refuse }: Call, attribute: Attribute, kind: Kind): DenseTensor {
  if (attribute.type === 'int' && kind === 'int') return tensor('int64', [attribute.value]);
  if (attribute.type === 'ints' && kind === 'ints') return tensor('int64', bigintsOf(attribute.value));
  if (attribute.type === 'floats' && kind === 'floats') return tensor('float32', Array.from(attribute.value));
  if (attribute.type === 'float' && kind === 'float32') return tensor('float32', [attribute.value], []);
  const dtype = typeOf(node.inputs[0])?.dtype;
  if (attribute.type !== 'float' || kind !== 'as-data') return refuse('its attributes are given by the caller');
  if (dtype !== 'float32' && dtype !== 'float64')
    return refuse(`an attribute is an input of its dtype there, which is ${dtype ?? 'not known'}`);
  return tensor(dtype, [attribute.value], []);
}

function attributeOf({ refuse }: Call, name: string, value: DenseTensor, kind: Kind): Attribute {
  const numbers = numbersIn(value);
  if (!numbers) return refuse(`${name} is ${value.dtype}`);
  if (kind === 'ints') return { type: 'ints', value: numbers.map(BigInt) };
  if (kind === 'int') return { type: 'int', value: BigInt(numbers[0]!) };
  if (numbers.some((number) => !Object.is(Math.fround(number), number)))
    return refuse(`${name} is float32 there, which does not hold ${numbers.join(', ')}`);
  return kind === 'floats' ? { type: 'floats', value: numbers } : { type: 'float', value: numbers[0]! };
}

/** Those of one element, of which the operator leaves as it is. */
const KEEPING = new Set(['ReduceMax', 'ReduceMean', 'ReduceMin', 'ReduceProd', 'ReduceSum']);

/** Without axes all are reduced, but none with `noop_with_empty_axes`. */
function reduction({ node, constantOf, refuse }: Call): GraphNode {
  const { attributes, inputs, opType } = node;
  const rest = without(attributes, ['noop_with_empty_axes']);
  const axes = inputs[1] ?? '';
  const isEmpty = axes === '' || constantOf(axes)?.data.length === 0;
  if (!isEmpty) return { ...node, attributes: rest };
  if (intOf(attributes, 'noop_with_empty_axes') !== 1) return { ...node, inputs: inputs.slice(0, 1), attributes: rest };
  if (!KEEPING.has(opType)) return refuse('it reduces no axis (noop_with_empty_axes), which it cannot say there');
  return { ...madeNode('Identity', inputs.slice(0, 1), node.outputs[0]!), name: node.name };
}

function slice({ node, constantOf, refuse }: Call): GraphNode {
  const steps = node.inputs[4] ?? '';
  if (steps !== '' && numbersIn(constantOf(steps) ?? tensor('int64', [0]))?.some((step) => step !== 1) !== false)
    return refuse('it has steps, which it does not have there');
  return { ...node, inputs: node.inputs.slice(0, 4) };
}

function dropout(call: Call): GraphNode {
  const node = maskless(call);
  const training = node.inputs[2] ?? '';
  if (training !== '' && call.constantOf(training)?.data[0] !== 0) return call.refuse('it may be in training');
  return { ...node, inputs: node.inputs.slice(0, 2), attributes: without(node.attributes, ['seed']) };
}

function maskless({ node, refuse }: Call): GraphNode {
  return node.outputs.length > 1 ? refuse('its mask has another dtype there') : node;
}
