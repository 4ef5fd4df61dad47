/** Nodes of opsets before the table's as nodes of the table: attributes that became inputs. */

import type { DenseTensor, GraphNode } from '@brine/core';
import { tensorOf } from './constant.js';
import { parseOperator } from './parse.js';
import type { OperatorSpec } from './types.js';

/** Operators that the newest opset has no more, as the table writes them. */
const GONE: ReadonlyMap<string, OperatorSpec> = new Map(
  (
    [
      ['', 'Upsample | X:T scales:#f | Y:T | mode:string=nearest | T=dfhbliscLISC?tzZ | -'],
      ['', 'Scatter | data:T indices:Tind updates:T | output:T | axis:int=0 | T=dfhbliscLISC?tzZ Tind=li | -'],
      ['ai.onnx.ml', 'TreeEnsembleRegressor | X:T | Y:#f | n_targets:int | T=dfli | -'],
      ['ai.onnx.ml', 'TreeEnsembleClassifier | X:T1 | Y:T2 Z:#f | classlabels_strings:strings | T1=dfli T2=lt | -'],
    ] as const
  ).map(([domain, line]) => [`${domain}:${/^\w+/.exec(line)![0]}`, parseOperator(line, domain, 1)]),
);

export function earlierOperator(domain: string, name: string): OperatorSpec | undefined {
  return GONE.get(`${domain}:${name}`);
}

/** Which input of today's operator an attribute of an earlier one is. */
type Moved = Readonly<Record<string, number>>;

const REDUCTIONS = 'L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare'.split(' ');

const MOVED: ReadonlyMap<string, Moved> = new Map<string, Moved>([
  ...REDUCTIONS.map((name): [string, Moved] => [`Reduce${name}`, { axes: 1 }]),
  ['Squeeze', { axes: 1 }],
  ['Unsqueeze', { axes: 1 }],
  ['Slice', { starts: 1, ends: 2, axes: 3 }],
  ['Pad', { pads: 1, paddings: 1, value: 2 }],
  ['Split', { split: 1 }],
  ['TopK', { k: 1 }],
  ['Clip', { min: 1, max: 2 }],
  ['Dropout', { ratio: 1 }],
  ['Reshape', { shape: 1 }],
  ['Upsample', { scales: 1 }],
  ['Resize', { scales: 2 }],
]);

/** An input that was an attribute. */
export interface MovedInput {
  readonly index: number;
  readonly attribute: string;
  readonly tensor: DenseTensor;
}

/** The attributes of a node that are inputs today, in the order of those. */
export function movedInputs({ opType, domain, attributes }: GraphNode): MovedInput[] {
  const moved = domain === '' ? MOVED.get(opType) : undefined;
  return Object.entries(moved ?? {})
    .flatMap(([attribute, index]) => {
      const value = attributes[attribute] && tensorOf(attributes[attribute]);
      return value ? [{ index, attribute, tensor: value }] : [];
    })
    .sort((a, b) => a.index - b.index);
}
