/** Walks the layers of a model in the order in which they need each other. */

import type { Dimension, OpaqueStage, Port } from '@brine/core';
import type { Value } from '@brine/graph';
import { type Argument, type History, type LayerCall } from './read/calls.js';
import { malformed, unsupported } from './read/errors.js';
import type { Layer, Model } from './read/model.js';
import type { Build } from './build/build.js';
import { Call, type Given, type Scope, tensorsOf } from './build/call.js';
import type { Tensor } from './build/tensor.js';
import { converterOf, type Registry } from './registry.js';
import { stageOf } from './stages/opaque.js';
import type { Preparation } from './stages/stage.js';

export class Conversion implements Scope {
  /** What runs before the graph. */
  readonly stages: OpaqueStage[] = [];

  /** @param ports - of the program, by their values */
  constructor(
    private readonly b: Build,
    private readonly registry: Registry,
    private readonly ports: ReadonlyMap<Value, Port>,
  ) {}

  prepare({ path }: Layer, { value }: Tensor, shape: readonly Dimension[], preparation: Preparation): Value {
    const port = this.ports.get(value);
    if (!port) {
      throw unsupported(
        'it prepares what another layer has changed',
        path,
        'Let it take an input of the model as it comes.',
      );
    }
    const output: Port = { name: `prepared_${this.stages.length}`, dtype: preparation.dtype, shape };
    this.stages.push(stageOf(preparation, port, output));
    return this.b.graph.input(output.name, output.dtype, shape);
  }

  /** What a model makes of its inputs. */
  model(model: Model, inputs: readonly Tensor[]): readonly Tensor[] {
    return model.sequential ? this.#sequential(model, inputs) : this.#functional(model, inputs);
  }

  convert(layer: Layer, args: readonly Given[], kwargs: ReadonlyMap<string, Given> = new Map()): readonly Tensor[] {
    if (layer.model) return this.model(layer.model, tensorsOf(args[0]));
    const call = new Call(this.b, layer, args, kwargs, this);
    const made = converterOf(this.registry, layer)(call);
    return Array.isArray(made) ? (made as readonly Tensor[]) : [made as Tensor];
  }

  #sequential(model: Model, inputs: readonly Tensor[]): readonly Tensor[] {
    const layers = model.layers.filter(({ className }) => className !== 'InputLayer');
    return layers.reduce<readonly Tensor[]>((tensors, layer) => this.convert(layer, tensors.slice(0, 1)), inputs);
  }

  #functional(model: Model, inputs: readonly Tensor[]): readonly Tensor[] {
    const made = new Map<string, readonly Tensor[]>();
    if (inputs.length !== model.inputs.length) {
      throw malformed(`it takes ${model.inputs.length} inputs, not ${inputs.length}`, model.path);
    }
    model.inputs.forEach(({ layer, call }, i) => made.set(keyOf(layer, call), [inputs[i]!]));
    const models: Models = new Map(model.layers.filter((layer) => layer.model).map((layer) => [layer.name, layer]));
    const find = ({ layer, call, output }: History, isEnd = true): Tensor => {
      const tensor = made.get(keyOfCall({ layer, call }, models, isEnd))?.[output];
      if (!tensor) throw malformed(`no call ${call} of ${JSON.stringify(layer)} gives an output ${output}`, model.path);
      return tensor;
    };
    const given = (argument: Argument): Given => {
      if (argument.kind === 'tensor') return find(argument.from, false);
      return argument.kind === 'list' ? argument.items.map(given) : { plain: argument.value };
    };
    for (const { layer, call, key } of inOrder(model, models, new Set(made.keys()))) {
      const kwargs = new Map(Array.from(call.kwargs, ([name, argument]) => [name, given(argument)] as const));
      made.set(key, this.convert(layer, call.args.map(given), kwargs));
    }
    return model.outputs.map((output) => find(output));
  }
}

/**
 * Which call of a model inside a model is meant. Keras counts the model's own making as its first call: everywhere in files of Keras 1
 * and 2, in those of Keras 3 only where the outer model names its outputs.
 * Source: keras.src.models.functional, get_config and functional_from_config
 */
function callOfModel(layer: Layer, call: number, isEnd: boolean): number {
  const old = layer.calls[0]?.old === true;
  const counted = old || (isEnd && layer.model?.sequential === false);
  return counted && call > 0 ? call - 1 : call;
}

interface Step {
  readonly key: string;
  readonly layer: Layer;
  readonly call: LayerCall;
}

const keyOf = (layer: string, call: number): string => `${call} ${layer}`;

/** The layers that are models, by name. */
type Models = ReadonlyMap<string, Layer>;

function keyOfCall({ layer, call }: Pick<History, 'layer' | 'call'>, models: Models, isEnd = false): string {
  const inner = models.get(layer);
  return keyOf(layer, inner ? callOfModel(inner, call, isEnd) : call);
}

/**
 * The calls of a model's layers, each after those that it takes tensors of.
 *
 * @param given - calls that need not be made: those of the inputs
 * @throws CodecError `malformed` for calls that need each other
 */
function inOrder(model: Model, models: Models, given: ReadonlySet<string>): readonly Step[] {
  const steps: Step[] = model.layers.flatMap((layer) =>
    layer.calls.map((call, i) => ({ key: keyOf(layer.name, i), layer, call })).filter(({ key }) => !given.has(key)),
  );
  const waiting = new Map<Step, number>();
  const users = new Map<string, Step[]>();
  for (const step of steps) {
    const needs = new Set(needsOf(step.call, models).filter((key) => !given.has(key)));
    waiting.set(step, needs.size);
    for (const key of needs) users.set(key, [...(users.get(key) ?? []), step]);
  }
  const ready = steps.filter((step) => waiting.get(step) === 0);
  for (let i = 0; i < ready.length; i++) {
    for (const user of users.get(ready[i]!.key) ?? []) {
      const left = waiting.get(user)! - 1;
      waiting.set(user, left);
      if (left === 0) ready.push(user);
    }
  }
  const stuck = steps.find((step) => waiting.get(step)! > 0);
  if (stuck) throw malformed('it takes a tensor that no call before it gives', stuck.layer.path);
  return ready;
}

function needsOf({ args, kwargs }: LayerCall, models: Models): string[] {
  const keys: string[] = [];
  const open: Argument[] = [...args, ...kwargs.values()];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'tensor') keys.push(keyOfCall(next.from, models));
    else if (next.kind === 'list') open.push(...next.items);
  }
  return keys;
}
