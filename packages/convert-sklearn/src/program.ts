import {
  type Context,
  type Graph,
  type InputPort,
  isCodecError,
  type Method,
  type Port,
  type Program,
  type PyObject,
} from '@brine/core';
import { type Float, GraphBuilder, type Value } from '@brine/graph';
import { type Block, Build, type Fitted, METHODS, Table } from './build/index.js';
import type { InputSpec } from './build/scope.js';
import { Conversion } from './convert.js';
import { classLabels, unsupported } from './read/index.js';
import type { Registry } from './registry.js';

/**
 * A fitted estimator as a program of one graph: an output for each of its methods, named like the method.
 *
 * @throws CodecError `unsupported` with the path of what cannot be converted and the reason
 */
export function toProgram(root: PyObject, registry: Registry, float: Float, context: Context): Program {
  const b = new Build(new GraphBuilder('sklearn'), float);
  const whole = new Map<Value, Port>();
  const conversion = new Conversion(b, registry, context, whole);
  const part = { value: root, path: '' };
  const estimator = conversion.read(part);
  const { table, ports } = inputs(b, conversion.input(part), estimator.name, whole);
  const fitted = conversion.convert(part, table);
  const outputs = methodOutputs(b, fitted, context);
  const graph = withoutUnread(b.graph.build(), ports);
  return {
    name: estimator.className,
    inputs: ports,
    outputs: outputs.flatMap(([, names]) => names.map((name) => graph.outputs.find((port) => port.name === name)!)),
    stages: [...conversion.stages, { kind: 'graph', graph }],
    methods: Object.fromEntries(outputs) as Program['methods'],
    ...(fitted.classes
      ? { classes: 'dtype' in fitted.classes ? classLabels(fitted.classes) : fitted.classes.map(classLabels) }
      : {}),
  };
}

/** The graph without those ports of the program that only a stage before it reads. */
function withoutUnread(graph: Graph, ports: Program['inputs']): Graph {
  const read = new Set(graph.nodes.flatMap((node) => node.inputs));
  const names = new Set(ports.map((port) => port.name));
  return { ...graph, inputs: graph.inputs.filter((port) => read.has(port.name) || !names.has(port.name)) };
}

/**
 * The ports: one matrix when all columns are of one type, else one a column. Columns that have a name and that nothing looks at are
 * left out.
 */
function inputs(
  b: Build,
  spec: InputSpec,
  name: string,
  whole: Map<Value, Port>,
): { table: Table; ports: Program['inputs'] } {
  const { width, names, types = [], flat = false, form } = spec;
  if (form === 'tensor') {
    const port: InputPort = { name: 'X', dtype: b.float, shape: null };
    const value = b.graph.input(port.name, port.dtype, null);
    whole.set(value, port);
    return { table: Table.of(b, value, Infinity), ports: [port] };
  }
  if (width === undefined) {
    throw unsupported(
      `${name} does not say how many columns it takes`,
      'n_features_in_',
      'It is not fitted, or was saved by scikit-learn before 0.24.',
    );
  }
  if (width === Infinity) {
    const port: InputPort = { name: 'X', dtype: b.float, shape: [null, null] };
    return { table: Table.of(b, b.graph.input(port.name, port.dtype, port.shape), width), ports: [port] };
  }
  const columns = Array.from({ length: width }, (_, i) => ({
    name: names?.[i],
    dtype: types[i] === 'text' ? ('str' as const) : b.float,
    used: names === undefined || types[i] !== 'unused',
  }));
  const used = columns.filter((column) => column.used);
  const dtype = used[0]?.dtype ?? b.float;
  if (flat) {
    const port: InputPort = { name: 'X', dtype, shape: [null], ...(form === 'json' ? { json: true } : {}) };
    const column = b.unsqueeze(b.graph.input(port.name, dtype, port.shape), 1);
    if (dtype === 'str') whole.set(column, port);
    return { table: Table.of(b, column, 1), ports: [port] };
  }
  const isMatrix = used.every((column) => column.dtype === dtype);
  if (isMatrix && used.length === width) {
    const port: InputPort = { name: 'X', dtype, shape: [null, width], ...(names ? { columns: names } : {}) };
    const matrix = b.graph.input(port.name, dtype, port.shape);
    if (dtype === 'str' && width === 1) whole.set(matrix, port);
    return { table: Table.of(b, matrix, width), ports: [port] };
  }
  if (isMatrix) {
    const port: InputPort = {
      name: 'X',
      dtype,
      shape: [null, used.length],
      columns: used.map((column) => column.name!),
    };
    const matrix = b.graph.input(port.name, dtype, port.shape);
    let at = 0;
    const blocks = columns.map((column) =>
      column.used ? { value: b.gather(matrix, [at++]), width: 1 } : unusedBlock(b),
    );
    return { table: new Table(b, blocks), ports: [port] };
  }
  const taken = new Set<string>(METHODS);
  const ports: InputPort[] = [];
  const blocks = columns.map((column, i) => {
    if (!column.used) return unusedBlock(b);
    const shown = column.name ?? `x${i}`;
    const port: InputPort = { name: unused(shown, taken), dtype: column.dtype, shape: [null, 1], columns: [shown] };
    ports.push(port);
    const value = b.graph.input(port.name, port.dtype, port.shape);
    if (port.dtype === 'str') whole.set(value, port);
    return { value, width: 1 };
  });
  return { table: new Table(b, blocks), ports };
}

/** Holds the place of a column that nothing looks at. */
function unusedBlock(b: Build): Block {
  return { value: b.floats([NaN], [1, 1]), width: 1 };
}

/** A column may be named as an output is, or not at all. */
function unused(name: string, taken: Set<string>): string {
  let free = name === '' ? 'column' : name;
  while (taken.has(free) || [...taken].some((method) => free.startsWith(`${method}_`))) free = `column ${free}`;
  taken.add(free);
  return free;
}

/** Calls each method; one that cannot be converted while others can is left out, and said so. */
function methodOutputs(b: Build, fitted: Fitted, context: Context): [Method, string[]][] {
  const failures: { method: Method; error: unknown }[] = [];
  const outputs: [Method, string[]][] = [];
  for (const method of METHODS) {
    try {
      const values = resultOf(b, fitted, method);
      if (!values) continue;
      const names = values.map((_, i) => (values.length === 1 ? method : `${method}_${i}`));
      values.forEach((value, i) => b.graph.output(names[i]!, value));
      outputs.push([method, names]);
    } catch (error) {
      if (!isCodecError(error) || error.fault !== 'unsupported') throw error;
      failures.push({ method, error });
    }
  }
  if (outputs.length === 0) throw failures[0]?.error ?? unsupported('an estimator without any method for new rows', '');
  for (const { method, error } of failures) {
    if (!isCodecError(error)) continue;
    context.note({
      code: 'BRINE-SKLEARN-METHOD',
      message: `${method} is left out: ${error.message}`,
      loss: true,
      ...(error.at.path === undefined ? {} : { path: error.at.path }),
    });
  }
  return outputs;
}

function resultOf(b: Build, fitted: Fitted, method: Method): Value[] | undefined {
  if (method === 'transform') {
    const table = fitted.transform?.();
    return table && [table.value()];
  }
  const result = fitted[method]?.() ?? (method === 'predict_log_proba' ? logProbability(b, fitted) : undefined);
  return result === undefined ? undefined : Array.isArray(result) ? result : [result];
}

function logProbability(b: Build, fitted: Fitted): Value[] | undefined {
  const probability = fitted.predict_proba?.();
  if (!probability) return undefined;
  return (Array.isArray(probability) ? probability : [probability]).map((value) => b.log(value));
}
