/**
 * The rules of onnx's own checker, without its shape inference.
 * @see https://github.com/onnx/onnx/blob/main/onnx/checker.cc
 */

import type {
  FunctionProto,
  GraphProto,
  MessageRecord,
  ModelProto,
  NodeProto,
  ValueInfoProto,
} from '../spec/messages.js';
import { NEWEST_IR } from '../spec/versions.js';
import { checkNode, type NodeRules } from './nodes.js';
import { Report, type CheckFinding } from './report.js';
import { findSchema } from './schema.js';
import { checkSparse, checkTensor } from './tensors.js';

/** Names that a graph has, with those of the graphs around it. */
interface Names {
  readonly own: Set<string>;
  readonly outer: Names | undefined;
}

function has(names: Names, name: string): boolean {
  for (let at: Names | undefined = names; at; at = at.outer) if (at.own.has(name)) return true;
  return false;
}

type Rules = Omit<NodeRules, 'checkGraph'>;

export function checkModel(model: ModelProto): CheckFinding[] {
  const report = new Report();
  const irVersion = Number(model.irVersion ?? 0n);
  const say = (message: string) => report.add(model, '', message);
  if (irVersion === 0) say('The model states no IR version');
  if (irVersion > NEWEST_IR) say(`The model has IR version ${irVersion}, which is newer than ${NEWEST_IR}`);
  const keys = (model.metadataProps ?? []).map(({ key = '' }) => key);
  if (new Set(keys).size < keys.length) say('The metadata has a key twice');
  const opsets = opsetsOf(model.opsetImport);
  if (irVersion >= 3 && opsets.size === 0) say('The model imports no opset');
  if (irVersion < 3) {
    if (opsets.size > 0) say(`The model imports opsets, which IR version ${irVersion} does not have`);
    else opsets.set('', 1);
  }
  const functions = new Set((model.functions ?? []).map(({ domain = '', name = '' }) => `${domain}:${name}`));
  const rules: Rules = { report, irVersion, opsets, functions, isMain: true };
  checkGraph(model.graph ?? {}, '', rules, undefined);
  if (irVersion >= 8) for (const fn of model.functions ?? []) checkFunction(fn, rules);
  if (irVersion >= 8) checkCalls(model.functions ?? [], report);
  return report.findings;
}

function opsetsOf(imports: MessageRecord<'OperatorSetIdProto'>[] | undefined): Map<string, number> {
  return new Map(
    (imports ?? []).map(({ domain = '', version = 0n }) => [domain === 'ai.onnx' ? '' : domain, Number(version)]),
  );
}

function checkGraph(graph: GraphProto, path: string, rules: Rules, outer: Names | undefined): void {
  const { report, irVersion, isMain } = rules;
  const prefix = path === '' ? '' : `${path}.`;
  const say = (message: string, record: object = graph) => report.add(record, path, message);
  if (!graph.name) say(`The graph ${path} has no name`);
  for (const port of [...(graph.input ?? []), ...(graph.output ?? [])]) checkPort(port, isMain, report);
  const names: Names = { own: new Set(), outer };
  for (const port of graph.input ?? []) {
    const { name = '' } = port;
    if (names.own.has(name)) say(`Two inputs are called ${name}`, port);
    names.own.add(name);
  }
  const initializers = new Set<string>();
  const claim = (record: object, name: string) => {
    if (name === '') say('An initializer has no name', record);
    if (initializers.has(name)) say(`Two initializers are called ${name}`, record);
    initializers.add(name);
  };
  for (const tensor of graph.initializer ?? []) {
    const { name = '' } = tensor;
    claim(tensor, name);
    checkTensor(tensor, name, report);
    if (irVersion <= 3 && !names.own.has(name))
      say(`The initializer ${name} is no input, as IR version ${irVersion} asks`, tensor);
    if (irVersion > 3) names.own.add(name);
  }
  for (const sparse of graph.sparseInitializer ?? []) {
    const name = sparse.values?.name ?? '';
    claim(sparse, name);
    checkSparse(sparse, name, report);
    names.own.add(name);
  }
  checkNodes(graph.node ?? [], prefix, rules, names, (name) => has(names, name));
  for (const port of graph.output ?? []) {
    if (!names.own.has(port.name ?? '')) say(`The output ${port.name} is given by no node`, port);
  }
}

/** In order: each node uses what is there before it, and names what is not there yet. */
function checkNodes(
  nodes: readonly NodeProto[],
  prefix: string,
  rules: Rules,
  names: Names,
  isKnown: (name: string) => boolean,
): void {
  const { report } = rules;
  const inner: NodeRules = {
    ...rules,
    checkGraph: (graph, path) => checkGraph(graph, path, { ...rules, isMain: false }, names),
  };
  for (const [i, node] of nodes.entries()) {
    if (report.isFull) return;
    const path = `${prefix}node[${i}]`;
    for (const name of node.input ?? []) {
      if (name !== '' && !isKnown(name))
        report.add(node, path, `Node ${path} (${node.opType}) takes ${name}, which nothing before it gives`);
    }
    checkNode(node, path, inner);
    for (const name of node.output ?? []) {
      if (name === '') continue;
      if (has(names, name))
        report.add(node, path, `Node ${path} (${node.opType}) gives ${name}, which is there already`);
      names.own.add(name);
    }
  }
}

/** Of an input or output; the types of a subgraph's may be open. */
function checkPort(port: ValueInfoProto, isMain: boolean, report: Report): void {
  const { name = '', type } = port;
  const say = (what: string) => report.add(port, name, `The input or output ${name} ${what}`);
  if (name === '') say('has no name');
  if (!isMain) return;
  if (!type) return say('has no type');
  const tensor = type.tensorType ?? type.sparseTensorType;
  const element = type.sequenceType ?? type.optionalType;
  if (tensor) {
    if (tensor.elemType === undefined) say('has no element type');
    if (!tensor.shape) say('has no shape');
  } else if (element) {
    if (!element.elemType) say('has no element type');
  } else if (type.mapType) {
    if (type.mapType.keyType === undefined || !type.mapType.valueType) say('has no type of its keys or values');
  } else if (!type.opaqueType?.name) say('has no type');
}

function checkFunction(fn: FunctionProto, rules: Rules): void {
  const { report } = rules;
  const { name = '', input = [], output = [], attribute = [] } = fn;
  const say = (what: string) => report.add(fn, name, `The function ${name} ${what}`);
  if (name === '') say('has no name');
  if (fn.domain === undefined) say('has no domain');
  for (const [what, list] of Object.entries({ input, output, attribute })) {
    if (new Set(list).size < list.length) say(`has an ${what} twice`);
  }
  const opsets = opsetsOf(fn.opsetImport);
  const names: Names = { own: new Set(input), outer: undefined };
  checkNodes(fn.node ?? [], `${name}.`, { ...rules, opsets }, names, (value) => names.own.has(value));
  for (const node of fn.node ?? []) checkVersions(node, opsets, rules, say);
}

/** An operator means the same in a function and in the model. */
function checkVersions(
  node: NodeProto,
  own: ReadonlyMap<string, number>,
  { opsets }: Rules,
  say: (what: string) => void,
): void {
  const { domain = '', opType = '' } = node;
  const known = domain === 'ai.onnx' ? '' : domain;
  const [inner, outer] = [own.get(known), opsets.get(known)];
  if (inner === undefined || outer === undefined || inner === outer) return;
  if (findSchema(known, opType, inner)?.since !== findSchema(known, opType, outer)?.since)
    say(`has ${opType} of opset ${inner}, which is another one in the model's opset ${outer}`);
}

/** A function that calls itself, directly or not, has no end. */
function checkCalls(functions: readonly FunctionProto[], report: Report): void {
  const keyOf = ({ domain = '', name = '', overload = '' }: FunctionProto) => `${domain}:${name}:${overload}`;
  const byKey = new Map(functions.map((fn) => [keyOf(fn), fn]));
  if (byKey.size < functions.length) report.add({}, '', 'Two functions have the same domain and name');
  const done = new Set<FunctionProto>();
  for (const root of functions) {
    const path = new Set<FunctionProto>();
    const stack: { readonly fn: FunctionProto; readonly calls: FunctionProto[] }[] = [];
    const enter = (fn: FunctionProto) => {
      path.add(fn);
      const calls = (fn.node ?? []).flatMap(({ domain = '', opType = '', overload = '' }) => {
        const called = byKey.get(`${domain}:${opType}:${overload}`);
        return called ? [called] : [];
      });
      stack.push({ fn, calls });
    };
    if (!done.has(root)) enter(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.calls.pop();
      if (!next) {
        stack.pop();
        path.delete(top.fn);
        done.add(top.fn);
      } else if (path.has(next)) report.add(next, next.name ?? '', `The function ${next.name} calls itself`);
      else if (!done.has(next)) enter(next);
    }
  }
}
