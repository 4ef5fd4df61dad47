import { type Context, type DType, type InputPort, isCodecError, type Method, type Port, type Program, type PyObject } from '@brine/core';
import { GraphBuilder, type Value } from '@brine/graph';
import { Build, type Float } from './build/build.js';
import { type Fitted, METHODS } from './build/fitted.js';
import type { InputSpec } from './build/scope.js';
import { Table } from './build/table.js';
import { Conversion } from './convert.js';
import { unsupported } from './read/errors.js';
import { classLabels } from './read/labels.js';
import type { Registry } from './registry.js';

/**
 * A fitted estimator as a program of one graph: an output for each of its methods, named like the method.
 *
 * @throws CodecError `unsupported` with the path of what cannot be converted and the reason
 */
export function toProgram(root: PyObject, registry: Registry, float: Float, context: Context): Program {
  const b = new Build(new GraphBuilder('sklearn'), float);
  const conversion = new Conversion(b, registry, context);
  const part = { value: root, path: '' };
  const estimator = conversion.read(part);
  const { table, ports } = inputs(b, conversion.input(part), estimator.name);
  const fitted = conversion.convert(part, table);
  const outputs = methodOutputs(b, fitted, context);
  const graph = b.graph.build();
  return {
    name: estimator.className,
    inputs: ports,
    outputs: outputs.flatMap(([, names]) => names.map((name) => graph.outputs.find((port) => port.name === name)!)),
    stages: [{ kind: 'graph', graph }],
    methods: Object.fromEntries(outputs) as Program['methods'],
    ...(fitted.classes ? { classes: 'dtype' in fitted.classes ? classLabels(fitted.classes) : fitted.classes.map(classLabels) } : {}),
  };
}

/** The ports: one matrix when all columns are of one type, else one a column. */
function inputs(b: Build, spec: InputSpec, name: string): { table: Table; ports: Program['inputs'] } {
  const { width, names, types = [], flat = false } = spec;
  if (width === undefined) {
    throw unsupported(`${name} does not say how many columns it takes`, 'n_features_in_', 'It is not fitted, or was saved by scikit-learn before 0.24.');
  }
  const dtypes = Array.from({ length: width }, (_, i): DType => (types[i] === 'text' ? 'str' : b.float));
  const first = dtypes[0] ?? b.float;
  if (flat) {
    const port = { name: 'X', dtype: first, shape: [null] } satisfies Port;
    return { table: Table.of(b, b.unsqueeze(b.graph.input('X', first, port.shape), 1), 1), ports: [port] };
  }
  if (dtypes.every((dtype) => dtype === first)) {
    const port: InputPort = { name: 'X', dtype: first, shape: [null, width], ...(names ? { columns: names } : {}) };
    return { table: Table.of(b, b.graph.input('X', first, port.shape), width), ports: [port] };
  }
  const taken = new Set<string>(METHODS);
  const ports = dtypes.map((dtype, i): InputPort => {
    const column = names?.[i] ?? `x${i}`;
    return { name: unused(column, taken), dtype, shape: [null, 1], columns: [column] };
  });
  const blocks = ports.map((port) => ({ value: b.graph.input(port.name, port.dtype, port.shape), width: 1 }));
  return { table: new Table(b, blocks), ports };
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
