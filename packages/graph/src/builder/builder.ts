/** Builds a graph node by node, checking each against the operator table. */

import type { AttributeValue, DenseTensor, Dimension, DType, Graph } from '@brine/core';
import { graphBug, noKernel } from '../errors.js';
import { bindNode } from '../operators/bind.js';
import { findLowering } from '../lower/lower.js';
import { findOperator } from '../operators/operator.js';
import type { OperatorSpec } from '../operators/types.js';
import { inferElements } from '../shapes/elements.js';
import { inferShapes } from '../shapes/rules.js';
import { tensor, type PlainData } from '../tensor.js';
import { toAttributes, type AttributeInputs } from './attributes.js';
import { bodyOutputs } from './bodies.js';
import { ConstantPool } from './constants.js';
import { finish } from './finish.js';
import { Names } from './names.js';
import type { OwnValue, PendingNode, Scope, Subgraph, Value } from './value.js';

export interface OpOptions {
  /** Default ai.onnx. */
  readonly domain?: string;
  /** Base of the first output's name. Default the operator's, in lower case. */
  readonly name?: string;
}

/** What a graph and its subgraphs share. */
interface Shared {
  readonly names: Names;
  readonly constants: ConstantPool;
}

/**
 * A graph under construction.
 *
 * A node is checked when it is added: inputs, attributes and dtypes against the operator table, and that ONNX Runtime has a kernel for
 * them; where it has none for doubles and there is a lowering, that is built instead. Names of values are made up; `output` gives the names that count.
 *
 * @example
 * ```ts
 * const g = new GraphBuilder('scaler');
 * const x = g.input('X', 'float64', [null, 2]);
 * g.output('transform', g.op('Div', [g.op('Sub', [x, g.vector([1, 2])]), g.vector([3, 4])]));
 * const graph = g.build();
 * ```
 */
export class GraphBuilder {
  readonly #scope: Scope;
  readonly #shared: Shared;

  constructor(name: string, inside?: { readonly scope: Scope; readonly shared: Shared }) {
    this.#scope = { name, outer: inside?.scope, inputs: [], nodes: [], outputs: [] };
    this.#shared = inside?.shared ?? { names: new Names(), constants: new ConstantPool() };
  }

  /**
   * An input of the graph.
   *
   * @param shape - null for an axis of any length
   * @throws CodecError `bug` for a name that is taken
   */
  input(name: string, dtype: DType, shape: readonly Dimension[] | null): Value {
    if (!this.#shared.names.claim(name)) throw this.#taken(name);
    const value: OwnValue = { name, dtype, shape, from: 'input', scope: this.#scope };
    this.#scope.inputs.push(value);
    return value;
  }

  /** A constant (an initializer). Equal constants are one; a constant that nothing uses is left out. */
  constant(
    value: DenseTensor | { readonly dtype: DType; readonly shape?: readonly number[]; readonly data: PlainData },
    name = 'constant',
  ): Value {
    const held = tensor(value.dtype, value.data, value.shape);
    const { names, constants } = this.#shared;
    const { dtype, shape } = held;
    return constants.share(held, () =>
      names.give<OwnValue>({ name, dtype, shape, tensor: held, from: 'constant', scope: this.#scope }, name),
    );
  }

  /** A constant without axes. */
  scalar(value: number | bigint | boolean | string, dtype: DType = 'float64'): Value {
    return this.constant({ dtype, shape: [], data: [value] as PlainData });
  }

  /** A constant with one axis. */
  vector(values: PlainData, dtype: DType = 'float64'): Value {
    return this.constant({ dtype, data: values });
  }

  /** An int64 constant with one axis: shapes, axes, indices. */
  ints(values: readonly number[] | readonly bigint[]): Value {
    return this.constant({ dtype: 'int64', data: values });
  }

  /**
   * A node with one output.
   *
   * @param inputs - undefined for an optional input left out
   * @throws CodecError `bug` for a node that the operator table does not allow, `unsupported` (`BRINE-GRAPH-KERNEL`) for one that
   * ONNX Runtime has no kernel for
   */
  op(
    opType: string,
    inputs: readonly (Value | undefined)[],
    attributes: AttributeInputs = {},
    options: OpOptions = {},
  ): Value {
    return this.ops(opType, inputs, attributes, 1, options)[0]!;
  }

  /** A node with several outputs. @see {@link op} */
  ops(
    opType: string,
    inputs: readonly (Value | undefined)[],
    attributes: AttributeInputs,
    count: number,
    options: OpOptions = {},
  ): Value[] {
    const spec = findOperator(options.domain ?? '', opType);
    if (!spec) throw graphBug(opType, `is not in the operator table of ${options.domain ?? 'ai.onnx'}`);
    const own = inputs.map((value) => value && this.#own(opType, value));
    const made = toAttributes(spec, attributes);
    const known = made as Record<string, AttributeValue>;
    const {
      outputs: dtypes,
      opset,
      lacking,
    } = bindNode(
      spec,
      own.map((value) => value?.dtype),
      known,
      count,
    );
    if (lacking !== undefined) return [this.#lower(spec, own, known, lacking)];
    const bodies = bodyOutputs(opType, made);
    const call = { inputs: own, attributes: known, outputCount: count };
    const shapes = bodies?.map(({ shape }) => shape) ?? inferShapes(opType, call);
    const outputs = dtypes.map((dtype, i) => {
      const type = { dtype: dtype ?? bodies![i]!.dtype, shape: shapes[i] ?? null };
      const elements = i === 0 && !bodies ? inferElements(opType, call, type) : undefined;
      return this.#result(options.name ?? opType.toLowerCase(), { ...type, ...(elements ? { elements } : {}) });
    });
    const node: PendingNode = { opType, domain: spec.domain, inputs: own, outputs, attributes: made, opset };
    this.#scope.nodes.push(node);
    return outputs;
  }

  /**
   * The body of a Loop, an If or a Scan, for the operator's attribute. It may use every value of the graph around it.
   *
   * @param fill - adds the body's inputs, nodes and outputs
   */
  subgraph(name: string, fill: (body: GraphBuilder) => void): Subgraph {
    const body = new GraphBuilder(name, { scope: this.#scope, shared: this.#shared });
    fill(body);
    return { kind: 'subgraph', scope: body.#scope };
  }

  /**
   * Makes a value an output of the graph, under this name: renames it, or copies it where its name is needed (an input, a constant, an
   * output twice).
   *
   * @throws CodecError `bug` for a name that an input or another output has
   */
  output(name: string, value: Value): void {
    const own = this.#own('output', value);
    const { outputs } = this.#scope;
    if (own.from !== 'node' || own.scope !== this.#scope || outputs.some((output) => output.value === own)) {
      this.output(name, this.op('Identity', [own]));
      return;
    }
    if (!this.#shared.names.rename(own, name)) throw this.#taken(name);
    outputs.push({ name, value: own });
  }

  /** The graph: nodes in topological order, nothing that no output needs, the lowest opsets that its nodes allow. */
  build(): Graph {
    return finish(this.#scope);
  }

  /** The same by other operators, where there is no kernel for doubles. */
  #lower(
    spec: OperatorSpec,
    inputs: readonly (OwnValue | undefined)[],
    attributes: Readonly<Record<string, AttributeValue>>,
    lacking: string,
  ): Value {
    const lowering = findLowering(spec.domain, spec.name);
    const doubles = inputs.flatMap((value) => (value?.dtype === 'float64' ? [value] : []));
    if (!lowering || doubles.length !== inputs.length) throw noKernel(spec.name, lacking);
    const value = (name: string) => attributes[name]?.value ?? spec.attributes.get(name)?.default;
    return lowering({
      g: this,
      inputs: doubles,
      number: (name) => Number(value(name)),
      text: (name) => String(value(name)),
    });
  }

  #result(base: string, type: Pick<Value, 'dtype' | 'shape' | 'elements'>): OwnValue {
    return this.#shared.names.give<OwnValue>({ name: base, ...type, from: 'node', scope: this.#scope }, base);
  }

  #taken(name: string): Error {
    return graphBug(this.#scope.name, `an input or output is called ${name} already`);
  }

  #own(what: string, value: Value): OwnValue {
    const own = value as OwnValue;
    for (let scope: Scope | undefined = this.#scope; scope; scope = scope.outer) if (own.scope === scope) return own;
    if (own.from === 'constant') return own;
    throw graphBug(what, `the value ${value.name} is of another graph`);
  }
}
