/**
 * Stages that run before the graph, in its metadata: what they are under `brine.stages`, and under `brine.inputs` what the program then
 * takes instead of the graph's own inputs. Both come out of the file, so every field is looked at.
 */

import type {
  Context,
  Dimension,
  Graph,
  InputPort,
  JsonValue,
  OpaqueStage,
  Port,
  Program,
  StageRecord,
} from '@brine/core';
import { ELEMENT_TYPE } from '@brine/graph';
import { onnxError } from '../errors.js';

/** Values are JSON. */
const KEYS = {
  /** `[{ name, dtype, shape, json? }, ...]` in order. */
  inputs: 'brine.inputs',
  /** `[{ kind, inputs: [name, ...], outputs: [name, ...], parameters: { ... } }, ...]` in order. */
  stages: 'brine.stages',
} as const;

export interface Prepared {
  readonly inputs: readonly InputPort[];
  readonly stages: readonly OpaqueStage[];
}

/** Converter and name. */
const KIND = /^[a-z][\w-]{0,63}\.[A-Za-z]\w{0,63}$/;

/**
 * @param required - inputs of the graph
 * @param make - makes a stage of its record: called when the stage first runs, so that a model can be looked at, and be given what its
 * stages make, without the converter that has them
 * @returns undefined for a graph without such stages
 * @throws CodecError `malformed`
 */
export function readStages(
  { metadata }: Graph,
  required: readonly Port[],
  make: Context['stage'],
): Prepared | undefined {
  if (metadata[KEYS.stages] === undefined) return undefined;
  const inputs = listIn(metadata, KEYS.inputs).map(inputFrom);
  const known = new Map(inputs.map((port) => [port.name, port]));
  if (known.size < inputs.length) throw unsound(KEYS.inputs, 'a name is there twice');
  const open = new Map(required.map((port) => [port.name, port]));
  const stages = listIn(metadata, KEYS.stages).map((item, i) => stageOf(recordFrom(item, i, known, open), make));
  for (const { name, dtype } of open.values()) {
    if (known.get(name)?.dtype !== dtype)
      throw unsound(KEYS.stages, `nothing makes the input ${JSON.stringify(name)} of the graph`);
  }
  return { inputs, stages };
}

function listIn(metadata: Graph['metadata'], key: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(metadata[key] ?? 'null');
    if (Array.isArray(list)) return list;
  } catch {
    // Said below.
  }
  throw unsound(key, 'it is no list as JSON');
}

function inputFrom(item: unknown, i: number): InputPort {
  const { name, dtype, shape, json } = (item ?? {}) as Record<string, unknown>;
  const known = typeof dtype === 'string' && Object.hasOwn(ELEMENT_TYPE, dtype) ? (dtype as Port['dtype']) : undefined;
  if (typeof name !== 'string' || !known || !isShape(shape)) throw unsound(KEYS.inputs, 'it is no input', i);
  if (json !== true) return { name, dtype: known, shape };
  if (known !== 'str' || shape?.length !== 1) throw unsound(KEYS.inputs, 'rows as JSON are texts', i);
  return { name, dtype: known, shape, json };
}

function isShape(shape: unknown): shape is readonly Dimension[] | null {
  return shape === null || (Array.isArray(shape) && shape.length < 100 && shape.every(isDimension));
}

function isDimension(length: unknown): length is Dimension {
  return length === null || typeof length === 'string' || (Number.isSafeInteger(length) && (length as number) >= 0);
}

/** @param open - inputs of the graph that no stage has made yet: those of this one are taken out */
function recordFrom(item: unknown, i: number, inputs: ReadonlyMap<string, Port>, open: Map<string, Port>): StageRecord {
  const { kind, parameters, ...names } = (item ?? {}) as Record<string, unknown>;
  if (typeof kind !== 'string' || !KIND.test(kind)) throw unsound(KEYS.stages, 'it has no kind', i);
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw unsound(KEYS.stages, 'it has no parameters', i);
  }
  const ports = (side: 'inputs' | 'outputs', from: ReadonlyMap<string, Port>): Port[] => {
    const list = names[side];
    if (!Array.isArray(list) || list.length === 0) throw unsound(KEYS.stages, `it has no ${side}`, i);
    return list.map((name: unknown) => {
      const port = typeof name === 'string' ? from.get(name) : undefined;
      if (port) return port;
      throw unsound(KEYS.stages, `${JSON.stringify(name)?.slice(0, 80)} is not one of the ${side} that it may have`, i);
    });
  };
  const record = {
    description: { kind, parameters: parameters as Record<string, JsonValue> },
    inputs: ports('inputs', inputs),
    outputs: ports('outputs', open),
  };
  for (const { name } of record.outputs) {
    open.delete(name);
    if (inputs.has(name)) throw unsound(KEYS.stages, `${JSON.stringify(name).slice(0, 80)} is given and made`, i);
  }
  return record;
}

function stageOf(record: StageRecord, make: Context['stage']): OpaqueStage {
  let made: Promise<OpaqueStage> | undefined;
  return {
    ...record,
    kind: record.inputs.every(({ dtype }) => dtype === 'str') ? 'text' : 'function',
    run: async (values) => (await (made ??= make(record))).run(values),
  };
}

function unsound(key: string, message: string, item?: number): Error {
  const at = item === undefined ? '' : `[${item}]`;
  return onnxError('malformed', 'STAGES', `What the model says of its stages is not sound: ${message}`, {
    path: `metadata_props[${JSON.stringify(key)}]${at}`,
    hint: 'Convert the model again from the file that it came from.',
  });
}

/** The stages before the graph of a program. */
export const stagesBefore = ({ stages }: Program): readonly OpaqueStage[] =>
  stages.filter((stage) => stage.kind !== 'graph');

/**
 * Metadata of the stages before the graph.
 *
 * @throws CodecError `encode` for a stage that cannot be made again of what it says
 */
export function describeStages(program: Program, graph: Graph): [string, string][] {
  const stages = stagesBefore(program);
  if (stages.length === 0) return [];
  const taken = new Set(program.inputs.map(({ name }) => name));
  const given = new Set(graph.inputs.map(({ name }) => name));
  for (const { inputs, outputs, description } of stages) {
    const fits = inputs.every(({ name }) => taken.has(name)) && outputs.every(({ name }) => given.has(name));
    if (!fits || inputs.length === 0 || outputs.length === 0)
      throw refusal(program, `${description.kind} does not lead from its inputs to those of the graph`);
  }
  return [
    [
      KEYS.inputs,
      JSON.stringify(
        program.inputs.map(({ name, dtype, shape, json }) => ({ name, dtype, shape, ...(json ? { json } : {}) })),
      ),
    ],
    [KEYS.stages, `[${stages.map((stage) => stageJson(program, stage)).join(',')}]`],
  ];
}

function stageJson(program: Program, { description: { kind, parameters }, inputs, outputs }: OpaqueStage): string {
  const names = (ports: readonly Port[]) => ports.map(({ name }) => name);
  if (!KIND.test(kind)) throw refusal(program, `${JSON.stringify(kind)} names no stage that could be made again`);
  try {
    return JSON.stringify({ kind, inputs: names(inputs), outputs: names(outputs), parameters }, plain);
  } catch (cause) {
    throw refusal(program, `what ${kind} says of itself is not plain JSON: ${(cause as Error).message}`);
  }
}

/** What JSON would leave out or change is none. */
function plain(key: string, value: unknown): unknown {
  const isPlain = typeof value === 'number' ? Number.isFinite(value) : value === null || PLAIN.has(typeof value);
  if (isPlain) return value;
  throw new TypeError(`${key} is ${String(value)}`);
}

const PLAIN: ReadonlySet<string> = new Set(['string', 'boolean', 'object']);

export function refusal({ name, stages }: Program, reason: string): Error {
  const kinds = stages.map((stage) => (stage.kind === 'graph' ? 'graph' : stage.description.kind)).join(', ');
  return onnxError('encode', 'STAGES', `ONNX cannot hold ${name}, whose stages are ${kinds}: ${reason}`, {
    hint: 'Predict from the original file.',
  });
}
