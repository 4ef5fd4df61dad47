/**
 * The shapes of what the layers of a model give, as far as they follow from its configuration: no weight is read.
 * @see keras/src/layers, compute_output_shape of each
 */

import type { JsonValue, KerasLayer, KerasModel } from '@brine/core';
import { get, listAt, textAt } from '../json.js';
import { callsOf, type History, historiesOf } from './calls.js';
import { operations, plain } from './layers.js';
import { places } from './places.js';
import { sequences, wrappers } from './sequences.js';
import { asShape, type Rule, type Shape, type ShapeCall } from './shape.js';

type Shapes = readonly Shape[];
type Layer = Pick<KerasLayer, 'className' | 'module' | 'name' | 'config' | 'inboundNodes' | 'buildConfig' | 'layers'>;

const RULES: ReadonlyMap<string, Rule> = new Map(Object.entries({ ...plain, ...places, ...sequences }));
const OPERATIONS: ReadonlyMap<string, Rule> = new Map(Object.entries(operations));
const WRAPPERS = new Map(Object.entries(wrappers));

/** Calls of layers that are looked at: models in models may call each other more often than anyone waits for. */
const MOST_CALLS = 100_000;
/** Layers are stored in the order in which they need each other, but for later calls of shared ones. */
const MOST_PASSES = 16;
/** Layers inside of layers deeper than this have no shape. */
const DEEPEST = 64;

/** What a call gives that no rule tells. */
const UNKNOWN: Shapes = [];

/** Of each layer what its last call gives; a layer is absent whose shapes the file does not tell. */
export function outputShapes(model: KerasModel): ReadonlyMap<object, Shapes> {
  const walker = new Walker();
  const config = get(model.config, 'config');
  if (model.className !== undefined && config !== undefined) {
    walker.model({ className: model.className, config, layers: model.layers }, undefined, 0);
  }
  return walker.found;
}

class Walker {
  readonly found = new Map<object, Shapes>();
  #left = MOST_CALLS;

  /** @param inputs - undefined where the model itself is asked what it takes */
  model(
    model: Pick<Layer, 'className' | 'config' | 'layers'>,
    inputs: Shapes | undefined,
    depth: number,
  ): Shapes | undefined {
    if (depth > DEEPEST) return undefined;
    return model.className === 'Sequential'
      ? this.#sequential(model, inputs, depth)
      : this.#functional(model, inputs, depth);
  }

  #sequential({ config, layers = [] }: Pick<Layer, 'config' | 'layers'>, inputs: Shapes | undefined, depth: number) {
    let shapes = inputs ?? takenBy(config);
    for (const layer of layers) shapes = layer.className === 'InputLayer' ? shapes : this.#layer(layer, shapes, depth);
    return shapes;
  }

  #functional({ config, layers = [] }: Pick<Layer, 'config' | 'layers'>, inputs: Shapes | undefined, depth: number) {
    const made = new Map<string, Shapes[]>();
    const byName = new Map(layers.map((layer) => [layer.name, layer]));
    historiesOf(get(config, 'input_layers')).forEach(({ layer }, i) => {
      const own = byName.get(layer);
      const shape = own && inputShape(own.config);
      if (own && shape) this.found.set(own, [shape]);
      const given = inputs?.[i] ?? shape;
      made.set(layer, [given ? [given] : UNKNOWN]);
    });
    const callOfHistory = ({ layer, call }: History): Shapes | undefined => {
      const own = byName.get(layer);
      return made.get(layer)?.[own ? callOf(own, call) : call];
    };
    const find = (from: History): Shape | undefined => callOfHistory(from)?.[from.output];
    let waiting = layers.flatMap((layer) =>
      layer.className === 'InputLayer' ? [] : callsOf(layer.inboundNodes).map((from, call) => ({ layer, call, from })),
    );
    for (let pass = 0; pass < MOST_PASSES && waiting.length > 0; pass++) {
      waiting = waiting.filter(({ layer, call, from }) => {
        if (!from.every((history) => callOfHistory(history) !== undefined)) return true;
        const calls = made.get(layer.name) ?? [];
        calls[call] = this.#layer(layer, known(from.map(find)), depth, asksScores(layer, call)) ?? UNKNOWN;
        made.set(layer.name, calls);
        return false;
      });
    }
    return known(historiesOf(get(config, 'output_layers')).map(find));
  }

  /** @param taken - undefined where it is not known: then what the layer was built for, which Keras 3 stores */
  #layer(layer: Layer, taken: Shapes | undefined, depth: number, withScores = false): Shapes | undefined {
    if (--this.#left < 0 || depth > DEEPEST) return undefined;
    const built = asShape(get(layer.buildConfig, 'input_shape'));
    const inputs = taken ?? (built ? [built] : undefined);
    const outputs =
      layer.layers && WRAPPERS.get(layer.className) === undefined
        ? this.model(layer, inputs, depth + 1)
        : this.#plain(layer, inputs, depth, withScores);
    if (outputs) this.found.set(layer, outputs);
    return outputs;
  }

  #plain(
    { className, module, config, layers }: Layer,
    inputs: Shapes | undefined,
    depth: number,
    withScores: boolean,
  ): Shapes | undefined {
    if (!inputs || inputs.length === 0) return undefined;
    const call: ShapeCall = { className, config, inputs: inputs as ShapeCall['inputs'], withScores };
    const wrapper = WRAPPERS.get(className);
    if (wrapper) return wrapper(call, (inner, given) => this.#inside(inner, given, layers?.[0], depth + 1));
    return (module?.startsWith('keras.src.ops') ? OPERATIONS : RULES).get(className)?.(call);
  }

  /** The layer that a wrapper is around; of a model that is one, as it was read. */
  #inside(stored: JsonValue, inputs: Shapes, model: Layer | undefined, depth: number): Shapes | undefined {
    const className = textAt(stored, 'class_name');
    const config = get(stored, 'config');
    if (className === undefined || config === undefined) return undefined;
    return this.#layer(model ?? { className, config, name: '' }, inputs, depth);
  }
}

/** Of a file of Keras 3; older ones have no such model. */
function asksScores({ inboundNodes }: Layer, call: number): boolean {
  const node = (inboundNodes as readonly JsonValue[])[call];
  return get(get(node, 'kwargs'), 'return_attention_scores') === true;
}

/** All of them, or none. */
function known(shapes: readonly (Shape | undefined)[]): Shapes | undefined {
  return shapes.every((shape) => shape !== undefined) ? shapes : undefined;
}

/** Keras counts the making of a model as its first call in files of Keras 1 and 2. */
function callOf({ layers, inboundNodes }: Layer, call: number): number {
  const nodes = (inboundNodes ?? []) as readonly JsonValue[];
  const isOld = Array.isArray(nodes[0]);
  return layers && isOld && call > 0 ? call - 1 : Math.min(call, Math.max(0, nodes.length - 1));
}

/** Under the names that it had in Keras 3, 2 and 1. */
function inputShape(config: JsonValue | undefined): Shape | undefined {
  return asShape(get(config, 'batch_shape') ?? get(config, 'batch_input_shape'));
}

/** What a Sequential takes: its input's or its first layer's shape, or that which it was built for. */
function takenBy(config: JsonValue): Shapes | undefined {
  const layers = Array.isArray(config) ? (config as readonly JsonValue[]) : listAt(config, 'layers');
  const first = get(layers?.[0], 'config');
  const shape = inputShape(first) ?? asShape(get(config, 'build_input_shape'));
  if (shape) return [shape];
  return get(first, 'layers') === undefined ? undefined : takenBy(first!);
}
