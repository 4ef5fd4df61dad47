/** Operations of keras.ops over axes. Source: keras.src.ops.numpy, nn, linalg */

import type { JsonValue } from '@brine/core';
import type { Value } from '@brine/graph';
import type { Build } from '../build/build.js';
import type { Call, Convert } from '../build/call.js';
import { isObject } from '../read/config.js';
import { unsupported } from '../read/errors.js';
import type { Entries } from '../registry.js';
import { argument, pair, result } from './operands.js';

/** The axes of a reduction: all of them when none is named. */
function axesOf({ config, input }: Call): readonly number[] {
  const axis = config.get('axis');
  if (axis === null) return Array.from({ length: input.rank }, (_, i) => i);
  return typeof axis === 'number' ? [axis] : config.integers('axis');
}

const reduction =
  (formula: (b: Build, x: Value, axes: readonly number[]) => Value): Convert =>
  (call) => {
    const { b, config, input } = call;
    const axes = axesOf(call);
    const kept = formula(b, input.value, axes);
    return result(call, config.boolean('keepdims', false) ? kept : b.squeeze(kept, ...axes));
  };

const reduce = (type: string): Convert => reduction((b, x, axes) => b.reduce(type, x, axes));

const ofTruth = (type: string): Convert =>
  reduction((b, x, axes) =>
    b.cast(b.reduce(type, b.toFloat(x.dtype === 'bool' ? x : b.not(b.equal(x, 0))), axes), 'bool'),
  );

function variance(b: Build, x: Value, axes: readonly number[]): Value {
  const centred = b.sub(x, b.reduce('ReduceMean', x, axes));
  return b.reduce('ReduceMean', b.square(centred), axes);
}

const extreme =
  (type: 'ArgMax' | 'ArgMin'): Convert =>
  (call) => {
    const { b, config, input } = call;
    const found = b.op(type, [input.value], {
      axis: config.number('axis', -1),
      keepdims: config.boolean('keepdims', false),
    });
    return result(call, b.cast(found, 'int32'));
  };

/** One entry of an index: `x[entry, ...]`. */
type Entry = number | null | 'rest' | { readonly start: JsonValue; readonly stop: JsonValue; readonly step: JsonValue };

function entriesOf(call: Call): readonly Entry[] {
  const given = argument(call, 1, 'key');
  const plain = given && 'plain' in given ? given.plain : undefined;
  if (plain === undefined) throw unsupported('an index that is a tensor', call.layer.path);
  const list = Array.isArray(plain) ? (plain as readonly JsonValue[]) : [plain];
  return list.map((entry): Entry => {
    if (entry === null || typeof entry === 'number') return entry;
    if (isObject(entry) && entry['class_name'] === '__ellipsis__') return 'rest';
    const slice = isObject(entry) && entry['class_name'] === '__slice__' ? entry['config'] : undefined;
    if (isObject(slice))
      return { start: slice['start'] ?? null, stop: slice['stop'] ?? null, step: slice['step'] ?? null };
    throw unsupported(`an index ${JSON.stringify(entry).slice(0, 80)}`, call.layer.path);
  });
}

/** `x[1:3, None, ..., -1]` */
const getItem: Convert = (call) => {
  const { b, input } = call;
  const entries = entriesOf(call);
  const used = entries.filter((entry) => entry !== null && entry !== 'rest').length;
  const whole = entries.flatMap((entry): readonly Entry[] =>
    entry === 'rest' ? new Array<Entry>(input.rank - used).fill(WHOLE) : [entry],
  );
  let { value } = input;
  let axis = 0;
  for (const entry of whole) {
    if (entry === null) value = b.unsqueeze(value, axis++);
    else if (typeof entry === 'number') value = b.squeeze(b.gather(value, [entry], axis), axis);
    else if (entry !== 'rest') value = sliced(b, value, entry, axis++);
  }
  return result(call, value);
};

const WHOLE: Entry = { start: null, stop: null, step: null };

function sliced(
  b: Build,
  x: Value,
  { start, stop, step }: Exclude<Entry, number | null | 'rest'>,
  axis: number,
): Value {
  if (start === null && stop === null && step === null) return x;
  const by = Number(step ?? 1);
  const from = Number(start ?? (by > 0 ? 0 : Number.MAX_SAFE_INTEGER));
  const to = Number(stop ?? (by > 0 ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER));
  return b.op('Slice', [x, b.ints([from]), b.ints([to]), b.ints([axis]), b.ints([by])]);
}

const concatenate: Convert = (call) =>
  result(
    call,
    call.b.concat(
      call.inputs.map(({ value }) => value),
      call.config.number('axis', 0),
    ),
  );

const stack: Convert = (call) => {
  const { b, config, inputs } = call;
  const axis = config.number('axis', 0);
  const place = axis < 0 ? axis + inputs[0]!.rank + 1 : axis;
  return result(
    call,
    b.concat(
      inputs.map(({ value }) => b.unsqueeze(value, place)),
      place,
    ),
  );
};

const split: Convert = (call) => {
  const { b, config, input } = call;
  const axis = config.number('axis', 0);
  return b.split(input.value, axis, config.number('indices_or_sections')).map((part) => result(call, part));
};

const transpose: Convert = (call) => {
  const { b, config, input } = call;
  const order = config.has('axes') ? config.integers('axes') : input.shape.map((_, axis) => input.rank - 1 - axis);
  return result(call, b.transpose(input.value, order));
};

const swapAxes: Convert = (call) => {
  const { b, config, input } = call;
  const order = input.shape.map((_, axis) => axis);
  const [one, other] = ['axis1', 'axis2'].map((name) => (config.number(name) + input.rank) % input.rank);
  [order[one!], order[other!]] = [order[other!]!, order[one!]!];
  return result(call, b.transpose(input.value, order));
};

const einsum: Convert = (call) => {
  const operands = call.args.map((given) => ('kind' in given ? given.value : undefined));
  return result(call, call.b.op('Einsum', operands, { equation: call.config.text('subscripts') }));
};

export const axes: Entries = {
  'ops.Mean': reduce('ReduceMean'),
  'ops.Sum': reduce('ReduceSum'),
  'ops.Max': reduce('ReduceMax'),
  'ops.Min': reduce('ReduceMin'),
  'ops.Prod': reduce('ReduceProd'),
  'ops.Any': ofTruth('ReduceMax'),
  'ops.All': ofTruth('ReduceMin'),
  'ops.Var': reduction(variance),
  'ops.Std': reduction((b, x, over) => b.sqrt(variance(b, x, over))),
  'ops.Logsumexp': reduce('ReduceLogSumExp'),
  'ops.Argmax': extreme('ArgMax'),
  'ops.Argmin': extreme('ArgMin'),
  'ops.Matmul': (call) => {
    const [x, y] = pair(call);
    return result(call, call.b.matmul(x, y));
  },
  'ops.Einsum': einsum,
  'ops.GetItem': getItem,
  'ops.Reshape': (call) => result(call, call.b.reshape(call.input.value, call.config.integers('newshape'))),
  'ops.ExpandDims': (call) => {
    const axis = call.config.number('axis');
    return result(call, call.b.unsqueeze(call.input.value, axis < 0 ? axis + call.input.rank + 1 : axis));
  },
  'ops.Squeeze': (call) => result(call, call.b.squeeze(call.input.value, ...call.config.integers('axis', 1))),
  'ops.Transpose': transpose,
  'ops.Swapaxes': swapAxes,
  'ops.Concatenate': concatenate,
  'ops.Stack': stack,
  'ops.Split': split,
  'ops.Tile': (call) =>
    result(call, call.b.op('Tile', [call.input.value, call.b.ints(call.config.integers('repeats'))])),
  'ops.Flip': (call) => {
    const last = call.b.ints([Number.MIN_SAFE_INTEGER]);
    const inputs = [
      call.input.value,
      call.b.ints([-1]),
      last,
      call.b.ints([call.config.number('axis')]),
      call.b.ints([-1]),
    ];
    return result(call, call.b.op('Slice', inputs));
  },
  'ops.Cumsum': (call) =>
    result(call, call.b.op('CumSum', [call.input.value, call.b.graph.scalar(call.config.number('axis'), 'int64')])),
};
