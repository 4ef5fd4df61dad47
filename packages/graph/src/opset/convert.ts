/**
 * A graph in another version of its operators, as onnx's `version_converter` has it.
 * @see https://github.com/onnx/onnx/blob/main/docs/VersionConverter.md
 */

import type { Attribute, DenseTensor, Graph, GraphFunction, GraphNode } from '@brine/core';
import { OpsetError } from './errors.js';
import { inferScopes, type TypedValue } from '../infer.js';
import { constantTensor } from '../operators/constant.js';
import { OPSETS } from '../operators/operator.js';
import { allNodes, bodiesOf } from '../walk.js';
import { CHANGES, countedFromFront } from './changed.js';
import { trimmed, type Call } from './call.js';
import { misfit } from './fits.js';
import { carried } from './generic.js';
import { versionAt, versionsOf, type OperatorVersion } from './versions.js';

/** Versions by domain (`''` is ai.onnx); those of domains that a graph does not use are not looked at. */
export type Opsets = Readonly<Record<string, number>>;

/** Before 7 ai.onnx broadcast by attributes: a graph of 6 is taken up, and none down to it. */
const OLDEST: Opsets = { '': 7, 'ai.onnx.ml': 1 };
/** From here on initializers are no inputs, and what is an input may be another value. */
const CONSTANT_INPUTS = 9;
const MOST_NESTED = 64;

/**
 * The same computation in other versions of ai.onnx (7 to 26, and out of 6) and ai.onnx.ml (1 to 5): attributes that became inputs and back, operators
 * that were renamed or changed their meaning. Operators of other domains and the model's own functions stay; the functions' nodes are
 * converted too.
 *
 * @param opset - of ai.onnx, or of each domain
 * @throws CodecError `option` for a version that is not known, `unsupported` with the reason and the path of the first node that the
 * other version cannot express
 */
export function convertOpset(graph: Graph, opset: number | Opsets): Graph {
  const wanted = typeof opset === 'number' ? { '': opset } : opset;
  const targets = new Map<string, number>();
  for (const [domain, version] of Object.entries(wanted)) {
    if (!Object.hasOwn(OLDEST, domain)) throw OpsetError.domain(domain);
    const [oldest, newest] = [OLDEST[domain]!, OPSETS[domain]!.newest];
    if (!Number.isInteger(version) || version < oldest || version > newest)
      throw OpsetError.range(domain, version, oldest, newest);
    if (graph.opsets[domain] !== undefined && graph.opsets[domain] !== version) targets.set(domain, version);
  }
  if (targets.size === 0) return graph;
  return new Converter(graph, targets).run();
}

interface Scope {
  readonly constants: Map<string, DenseTensor>;
  readonly types: Types;
  /** Types of the bodies within. */
  readonly bodies: ReadonlyMap<object, Types>;
  readonly outer: Scope | undefined;
  readonly opsets: Opsets;
  readonly depth: number;
}

type Types = ReadonlyMap<string, TypedValue>;

class Refusal extends Error {}

class Converter {
  readonly #graph: Graph;
  readonly #targets: ReadonlyMap<string, number>;
  /** Of values. */
  readonly #names: Set<string>;
  readonly #nodeNames: Set<string>;
  readonly #own: ReadonlySet<string>;
  /** Constants that became attributes. */
  readonly #read = new Set<string>();
  /** Domains that the graph did not have, with their versions. */
  readonly #added = new Map<string, number>();
  readonly #refused: { readonly node: GraphNode; readonly reason: string }[] = [];

  constructor(graph: Graph, targets: ReadonlyMap<string, number>) {
    this.#graph = graph;
    this.#targets = targets;
    this.#own = new Set((graph.functions ?? []).map(({ domain, name }) => `${domain}:${name}`));
    this.#names = new Set(namesIn(graph));
    this.#nodeNames = new Set([...allNodes(graph)].map(({ name }) => name));
  }

  run(): Graph {
    const graph = this.#graph;
    const bodies = inferScopes(graph);
    const { opsets } = graph;
    const scope: Scope = {
      constants: new Map(),
      types: bodies.get(graph)!,
      bodies,
      outer: undefined,
      opsets,
      depth: 0,
    };
    const converted = this.#body(graph, scope);
    const functions = graph.functions?.map((fn) => this.#function(fn));
    const [first] = this.#refused;
    if (first) throw OpsetError.node(first.node, first.reason, this.#targets, this.#refused.length - 1);
    const whole = { ...converted, opsets: this.#raised(graph.opsets), ...(functions ? { functions } : {}) };
    return withoutUnused(whole, this.#read);
  }

  #raised(opsets: Opsets): Opsets {
    const raised = Object.create(null) as Record<string, number>;
    for (const [domain, version] of Object.entries(opsets)) raised[domain] = this.#targets.get(domain) ?? version;
    for (const [domain, version] of this.#added) raised[domain] ??= version;
    return raised;
  }

  #function(fn: GraphFunction): GraphFunction {
    // What its values are depends on the call.
    const [types, bodies] = [new Map(), new Map()];
    const scope: Scope = { constants: new Map(), types, bodies, outer: undefined, opsets: fn.opsets, depth: 0 };
    return { ...fn, nodes: this.#nodes(fn.nodes, scope), opsets: this.#raised(fn.opsets) };
  }

  #body(graph: Graph, scope: Scope): Graph {
    const given = new Set((scope.opsets[''] ?? 0) < CONSTANT_INPUTS ? [] : graph.inputs.map(({ name }) => name));
    for (const { name, tensor } of graph.initializers) if (!given.has(name)) scope.constants.set(name, tensor);
    return { ...graph, nodes: this.#nodes(graph.nodes, scope) };
  }

  #nodes(nodes: readonly GraphNode[], scope: Scope): GraphNode[] {
    return nodes.flatMap((node) => {
      const value = node.opType === 'Constant' && node.domain === '' ? constantTensor(node.attributes) : undefined;
      if (value) scope.constants.set(node.outputs[0]!, value);
      try {
        return this.#node(this.#withBodies(node, scope), scope);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        this.#refused.push({ node, reason: error.message });
        return [node];
      }
    });
  }

  #withBodies(node: GraphNode, scope: Scope): GraphNode {
    if (bodiesOf(node).length === 0) return node;
    if (scope.depth >= MOST_NESTED) throw new Refusal(`bodies nest deeper than ${MOST_NESTED}`);
    const inner = (graph: Graph) => {
      const types = scope.bodies.get(graph) ?? new Map<string, TypedValue>();
      return this.#body(graph, { ...scope, constants: new Map(), types, outer: scope, depth: scope.depth + 1 });
    };
    const attributes = Object.create(null) as Record<string, Attribute>;
    for (const [name, attribute] of Object.entries(node.attributes)) {
      if (attribute.type === 'graph') attributes[name] = { ...attribute, value: inner(attribute.value) };
      else if (attribute.type === 'graphs') attributes[name] = { ...attribute, value: attribute.value.map(inner) };
      else attributes[name] = attribute;
    }
    return { ...node, attributes };
  }

  #node(original: GraphNode, scope: Scope): GraphNode[] {
    const { domain } = original;
    const [from, to] = [scope.opsets[domain], this.#targets.get(domain)];
    if (from === undefined || to === undefined || this.#own.has(`${domain}:${original.opType}`)) return [original];
    const source = versionAt(domain, original.opType, from);
    if (!source) throw new Refusal(`it is no operator of opset ${from}, as far as is known`);
    let node = original;
    const before: GraphNode[] = [];
    const after: GraphNode[] = [];
    for (let at = from, next = nextVersion(node, at, to); next; next = nextVersion(node, at, to)) {
      const [old, change] = [versionAt(domain, node.opType, at), CHANGES.get(`${node.opType}:${next.key}`)];
      const convert = next.at > at ? change?.up : change?.down;
      const call = this.#call(node, scope);
      if (convert) {
        const step = convert(call);
        before.push(...(step.before ?? []));
        for (const { outputs, attributes } of step.before ?? []) {
          const value = constantTensor(attributes);
          if (value) scope.constants.set(outputs[0]!, value);
        }
        after.unshift(...(step.after ?? []));
        node = step.node;
      } else if (!next.version?.exists) {
        throw new Refusal(next.at > at ? `it was withdrawn with opset ${next.key}` : `it came with opset ${next.key}`);
      }
      const version = versionAt(domain, node.opType, next.at);
      if (old && version) node = carried(this.#call(node, scope), old, version);
      at = next.at;
    }
    if (node === original) return [node];
    const target = versionAt(domain, node.opType, to)!;
    if (domain === '' && to < 11) node = countedFromFront(this.#call(node, scope));
    node = { ...node, inputs: trimmed(node.inputs) };
    const reason = misfit(node, target, (name) => typeIn(scope, name));
    if (reason !== undefined) throw new Refusal(reason);
    const used = new Set([...before, node, ...after].flatMap(({ inputs }) => inputs));
    const named = (made: GraphNode): GraphNode => ({ ...made, name: unique(made.name, this.#nodeNames) });
    return [...before.filter(({ outputs }) => used.has(outputs[0]!)).map(named), node, ...after.map(named)];
  }

  #call(node: GraphNode, scope: Scope): Call {
    return {
      node,
      typeOf: (name) => typeIn(scope, name),
      constantOf: (name) => {
        for (let at: Scope | undefined = scope; name !== undefined && at; at = at.outer) {
          const value = at.constants.get(name);
          if (value) this.#read.add(name);
          if (value) return value;
        }
        return undefined;
      },
      opset: (domain) => {
        const version = this.#targets.get(domain) ?? scope.opsets[domain] ?? OPSETS[domain]!.floor;
        if (scope.opsets[domain] === undefined) this.#added.set(domain, version);
        return version;
      },
      fresh: (about) => unique(`${node.outputs[0] ?? ''}_${about}`, this.#names),
      refuse: (reason) => {
        throw new Refusal(reason);
      },
    };
  }
}

function typeIn(scope: Scope, name: string | undefined): TypedValue | undefined {
  for (let at: Scope | undefined = scope; name !== undefined && at; at = at.outer) {
    const type = at.types.get(name);
    if (type) return type;
  }
  return undefined;
}

/** A name like another that none of a set has, which has it then. */
function unique(base: string, names: Set<string>): string {
  let name = base;
  for (let i = 2; names.has(name); i++) name = `${base}_${i}`;
  names.add(name);
  return name;
}

interface Next {
  /** The opset after the step. */
  readonly at: number;
  /** The version whose coming is stepped over, by its number. */
  readonly key: number;
  readonly version: OperatorVersion | undefined;
}

/** The next version on the way; undefined where there is none before the end. */
function nextVersion({ domain, opType }: GraphNode, at: number, to: number): Next | undefined {
  const versions = versionsOf(domain, opType);
  if (to > at) {
    const version = versions.find(({ since }) => since > at && since <= to);
    return version && { at: version.since, key: version.since, version };
  }
  const index = versions.findLastIndex(({ since }) => since <= at);
  const last = versions[index];
  if (!last || last.since <= to) return undefined;
  return { at: last.since - 1, key: last.since, version: versions[index - 1] };
}

function* namesIn(graph: Graph): Generator<string> {
  const graphs = [graph, ...[...allNodes(graph)].flatMap(bodiesOf)];
  for (const { inputs, initializers } of graphs) {
    for (const { name } of inputs) yield name;
    for (const { name } of initializers) yield name;
  }
  for (const node of allNodes(graph)) yield* [...node.inputs, ...node.outputs];
}

/** Without the constants among `names` that nothing takes any more. */
function withoutUnused(graph: Graph, names: ReadonlySet<string>): Graph {
  if (names.size === 0) return graph;
  const nodes = [...allNodes(graph)];
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  for (const { outputs } of [graph, ...nodes.flatMap(bodiesOf)]) for (const { name } of outputs) used.add(name);
  for (const { outputs } of graph.functions ?? []) for (const name of outputs) used.add(name);
  for (const { name } of graph.inputs) used.add(name);
  const isKept = (name: string) => used.has(name) || !names.has(name);
  return {
    ...graph,
    initializers: graph.initializers.filter(({ name }) => isKept(name)),
    nodes: graph.nodes.filter(({ opType, outputs }) => opType !== 'Constant' || isKept(outputs[0] ?? '')),
  };
}
