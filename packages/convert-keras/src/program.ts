/** A Keras model as a program of one graph. */

import type { DType, Graph, InputPort, JsonValue, KerasModel, Port, Program } from '@brine/core';
import { GraphBuilder } from '@brine/graph';
import { Build } from './build/build.js';
import { Tensor } from './build/tensor.js';
import { Conversion } from './conversion.js';
import type { Config } from './read/config.js';
import { malformed } from './read/errors.js';
import { type Layer, type Model, readModel } from './read/model.js';
import type { Registry } from './registry.js';

/**
 * Inputs and outputs are called like the layers that they belong to, as in Keras.
 *
 * @throws CodecError `unsupported` with the path of the layer that cannot be converted and the reason, `malformed` for a model whose
 * parts do not fit together
 */
export async function toProgram(keras: KerasModel, registry: Registry): Promise<Program> {
  const model = await readModel(keras);
  const b = new Build(new GraphBuilder(model.name), 'float32');
  const ports = inputPorts(model);
  const inputs = ports.map(({ name, dtype, shape }) => {
    const value = b.graph.input(name, dtype, shape);
    return Tensor.of(b, value);
  });
  const conversion = new Conversion(b, registry, new Map(inputs.map(({ value }, i) => [value, ports[i]!])));
  const outputs = conversion.model(model, inputs);
  const taken = new Set(ports.map(({ name }) => name));
  const names = outputNames(model, outputs.length).map((name) => unused(name, taken));
  names.forEach((name, i) => b.graph.output(name, outputs[i]!.value));
  const graph = withoutUnread(b.graph.build(), conversion.stages.length > 0);
  const ends = names.map((name): Port => graph.outputs.find((port) => port.name === name)!);
  return {
    name: model.name,
    inputs: ports,
    outputs: ends,
    stages: [...conversion.stages, { kind: 'graph', graph }],
    methods: { predict: names },
    network: true,
  };
}

/** The graph without the ports that only a stage before it reads. */
function withoutUnread(graph: Graph, prepared: boolean): Graph {
  if (!prepared) return graph;
  const read = new Set(graph.nodes.flatMap((node) => node.inputs));
  return { ...graph, inputs: graph.inputs.filter(({ name }) => read.has(name)) };
}

function inputPorts(model: Model): readonly InputPort[] {
  const layers = model.sequential
    ? [sequentialInput(model)]
    : model.inputs.map(({ layer }) => inputLayer(model, layer));
  return layers.map(({ name, config }) => ({ name, dtype: inputDtype(config), shape: batchShape(config) }));
}

function inputLayer(model: Model, name: string): Layer {
  const layer = model.layers.find((one) => one.name === name);
  if (!layer) throw malformed(`there is no input layer ${JSON.stringify(name)}`, model.path);
  return layer;
}

/** The input of a Sequential; where it has none what its first layer says that it takes, which may be a model. */
function sequentialInput(model: Model): Pick<Layer, 'name' | 'config'> {
  const [first] = model.layers;
  if (!first) throw malformed('it has no layers', model.path);
  if (shapeIn(first.config) !== null) return { name: `${first.name}_input`, config: first.config };
  if (model.input) return model.input;
  if (!first.model) throw malformed('it does not say which shape it takes', first.path);
  return first.model.sequential ? sequentialInput(first.model) : inputLayer(first.model, first.model.inputs[0]!.layer);
}

/** Under the names that it had in Keras 3, 2 and 1. */
const shapeIn = (config: Config): JsonValue => config.get('batch_shape') ?? config.get('batch_input_shape');

/** The shape with the batch in front. */
function batchShape(config: Config): readonly (number | null)[] {
  const stored = shapeIn(config);
  if (!Array.isArray(stored)) throw malformed('it does not say which shape it takes', config.path);
  const shape = stored as readonly unknown[];
  if (!shape.every((length) => length === null || Number.isSafeInteger(length))) {
    throw malformed(`its input shape is ${JSON.stringify(stored)}`, config.path);
  }
  // A batch of one length is that of training: any may be predicted.
  return [null, ...(shape.slice(1) as (number | null)[])];
}

/** dtypes of inputs by their names in Keras; what is no number is text. */
const DTYPES: ReadonlyMap<string, DType> = new Map<string, DType>([
  ['float16', 'float32'],
  ['bfloat16', 'float32'],
  ['float32', 'float32'],
  ['float64', 'float64'],
  ['int8', 'int8'],
  ['int16', 'int16'],
  ['int32', 'int32'],
  ['int64', 'int64'],
  ['uint8', 'uint8'],
  ['bool', 'bool'],
  ['string', 'str'],
]);

function inputDtype(config: Config): DType {
  const stored = config.get('dtype');
  const dtype = typeof stored === 'string' ? DTYPES.get(stored) : 'float32';
  if (!dtype) throw config.refuse(`an input of dtype ${String(stored)}`);
  return dtype;
}

function outputNames(model: Model, count: number): readonly string[] {
  const last = model.layers.at(-1)?.name ?? 'output';
  const names = model.sequential ? [last] : model.outputs.map(({ layer }) => layer);
  return Array.from({ length: count }, (_, i) => names[i] ?? `${last}_${i}`);
}

function unused(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 1; taken.has(free); n++) free = `${name}_${n}`;
  taken.add(free);
  return free;
}
