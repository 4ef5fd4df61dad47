/** Programs in an ONNX file: the graph, and under `brine.*` in the model's metadata what a graph does not say. */

import type { ClassLabel, Context, Graph, InputPort, Method, Port, Program } from '@brine/core';
import { labelFromJson, labelToJson } from './labels.js';
import { emptyMap } from './lists.js';
import { describeStages, readStages, refusal, stagesBefore } from './stages.js';
import { withoutZipMaps, zipMapLabels } from './zipmap.js';

/** Values are JSON. */
const KEYS = {
  /** Text. */
  name: 'brine.name',
  /** `{ method: [output, ...] }` */
  methods: 'brine.methods',
  /** `[label, ...]`, or a list of such lists. */
  classes: 'brine.classes',
  /** `{ input: [column, ...] }` */
  columns: 'brine.columns',
  /** `true` for a network. */
  network: 'brine.network',
} as const;

const METHODS: ReadonlySet<string> = new Set<Method>([
  'predict',
  'predict_proba',
  'predict_log_proba',
  'decision_function',
  'transform',
  'score_samples',
]);

/**
 * The program of a graph: as it was written, or of a foreign file a network that has `predict` with all outputs.
 *
 * @param makeStage - makes what runs before the graph, by what the metadata says of it
 * @throws CodecError `malformed` when that is not sound
 */
export function toProgram(graph: Graph, makeStage: Context['stage']): Program {
  return restored(graph, makeStage) ?? foreign(graph);
}

function foreign(graph: Graph): Program {
  const { outputs } = withoutZipMaps(graph);
  const classes = zipMapLabels(graph);
  return {
    name: graph.name,
    inputs: inputsOf(graph),
    outputs,
    stages: [{ kind: 'graph', graph }],
    methods: { predict: outputs.map(({ name }) => name) },
    network: true,
    ...(classes ? { classes } : {}),
  };
}

/**
 * Inputs that have no default: before IR version 4 every initializer was an input too.
 *
 * @param defaults - names of the initializers
 */
export function requiredInputs(inputs: readonly Port[], defaults: Iterable<string>): Port[] {
  const known = new Set(defaults);
  return inputs.filter(({ name }) => !known.has(name));
}

const inputsOf = ({ inputs, initializers }: Graph) =>
  requiredInputs(
    inputs,
    initializers.map(({ name }) => name),
  );

/** @returns undefined when the metadata is not ours, or not sound: it comes out of the file */
function restored(graph: Graph, makeStage: Context['stage']): Program | undefined {
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const methods = mapOf(json(graph, KEYS.methods), (value) => listOf(value, textOf));
  const entries = Object.entries(methods ?? {});
  const sound = entries.every(([method, names]) => METHODS.has(method) && names.every((name) => outputs.has(name)));
  if (!methods || entries.length === 0 || !sound) return undefined;
  const classesJson = json(graph, KEYS.classes);
  const classes = listOf(classesJson, labelFromJson) ?? listOf(classesJson, (value) => listOf(value, labelFromJson));
  const columns = mapOf(json(graph, KEYS.columns), (value) => listOf(value, textOf)) ?? emptyMap();
  const required = inputsOf(graph);
  const { inputs, stages } = readStages(graph, required, makeStage) ?? { inputs: required, stages: [] };
  return {
    name: textOf(json(graph, KEYS.name)) ?? graph.name,
    inputs: inputs.map((port): InputPort => {
      const names = columns[port.name];
      return names ? { ...port, columns: names } : port;
    }),
    outputs: graph.outputs,
    stages: [...stages, { kind: 'graph', graph }],
    methods: methods as Program['methods'],
    ...(json(graph, KEYS.network) === true ? { network: true } : {}),
    ...(classes ? { classes } : {}),
  };
}

function json(graph: Graph, key: string): unknown {
  try {
    return JSON.parse(graph.metadata[key] ?? 'null') as unknown;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read);
  return items.every((item) => item !== undefined) ? (items as T[]) : undefined;
}

function mapOf<T>(value: unknown, read: (item: unknown) => T | undefined): Record<string, T> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const map = emptyMap<T>();
  for (const [key, item] of Object.entries(value)) {
    const known = read(item);
    if (known === undefined) return undefined;
    map[key] = known;
  }
  return map;
}

/**
 * The graph of a program, with its metadata.
 *
 * @throws CodecError `encode` for a program that is more than one graph and the stages before it
 */
export function fromProgram(program: Program): Graph {
  const last = program.stages.at(-1);
  if (last?.kind !== 'graph' || stagesBefore(program).length < program.stages.length - 1) {
    throw refusal(program, 'it holds one graph, which is the last stage');
  }
  const { graph } = last;
  const entries = Object.entries(graph.metadata).filter(([key]) => !key.startsWith('brine.'));
  // What came from a file without anything of ours goes back so.
  if (saysNoMore(program, graph))
    return entries.length < Object.keys(graph.metadata).length ? withMetadata(graph, entries) : graph;
  return withMetadata(graph, [...entries, ...describe(program), ...describeStages(program, graph)]);
}

function withMetadata(graph: Graph, entries: readonly (readonly [string, string])[]): Graph {
  return { ...graph, metadata: Object.assign(emptyMap<string>(), Object.fromEntries(entries)) };
}

/** Whether the program is what {@link foreign} makes of its graph. */
function saysNoMore(program: Program, graph: Graph): boolean {
  const plain = foreign(graph);
  return (
    program.network === true &&
    program.stages.length === 1 &&
    program.name === plain.name &&
    JSON.stringify(program.classes?.map(classToJson)) === JSON.stringify(plain.classes?.map(classToJson)) &&
    program.inputs.every(({ columns }) => !columns) &&
    JSON.stringify(program.methods) === JSON.stringify(plain.methods)
  );
}

function describe({ name, methods, classes, inputs, network }: Program): [string, string][] {
  const columns = inputs.flatMap((port) => (port.columns ? [[port.name, port.columns] as const] : []));
  return [
    [KEYS.name, JSON.stringify(name)],
    [KEYS.methods, JSON.stringify(methods)],
    ...(classes ? [[KEYS.classes, JSON.stringify(classes.map(classToJson))] as [string, string]] : []),
    ...(network === true ? [[KEYS.network, 'true'] as [string, string]] : []),
    ...(columns.length > 0 ? [[KEYS.columns, JSON.stringify(Object.fromEntries(columns))] as [string, string]] : []),
  ];
}

function classToJson(item: ClassLabel | readonly ClassLabel[]): unknown {
  return Array.isArray(item) ? item.map(labelToJson) : labelToJson(item as ClassLabel);
}
