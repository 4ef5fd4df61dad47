/** Rules for nodes and their attributes. */

import type { AttributeProto, GraphProto, NodeProto, SparseTensorProto, TensorProto } from '../spec/messages.js';
import type { Report } from './report.js';
import { findSchema, type Ports, type Schema } from './schema.js';
import { checkSparse, checkTensor } from './tensors.js';

/** What holds of all nodes of a graph or function. */
export interface NodeRules {
  readonly report: Report;
  readonly irVersion: number;
  /** By domain; `''` is ai.onnx. */
  readonly opsets: ReadonlyMap<string, number>;
  /** Domains and names of the model's own functions, with a colon between them. */
  readonly functions: ReadonlySet<string>;
  /** False in subgraphs and functions, where less is asked. */
  readonly isMain: boolean;
  checkGraph(graph: GraphProto, path: string): void;
}

/** Domains whose operators are all known. */
const BUILT_IN: ReadonlySet<string> = new Set(['', 'ai.onnx.ml', 'ai.onnx.preview.training']);

/** The fields of values by `AttributeType`, from 1. */
const FIELDS = [
  'f',
  'i',
  's',
  't',
  'g',
  'floats',
  'ints',
  'strings',
  'tensors',
  'graphs',
  'sparseTensor',
  'sparseTensors',
  'tp',
  'typeProtos',
] as const;

/** Types whose field must be there: others have a default. */
const NEEDED: ReadonlySet<number> = new Set([4, 5, 11, 13]);

const isUsed = (value: unknown) => value !== undefined && (!isList(value) || value.length > 0);
const isList = (value: unknown): value is { readonly length: number } =>
  Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof Uint8Array));

export function checkNode(node: NodeProto, path: string, rules: NodeRules): void {
  const { report, opsets } = rules;
  const { opType = '', input = [], output = [] } = node;
  const domain = node.domain === 'ai.onnx' ? '' : (node.domain ?? '');
  if (opType === '') return report.add(node, path, `Node ${path} names no operator`);
  const say = (what: string) => report.add(node, path, `Node ${path} (${opType}) ${what}`);
  if (input.length === 0 && output.length === 0) say('has neither inputs nor outputs');
  const version = opsets.get(domain);
  if (version === undefined) return say(`is of the domain ${JSON.stringify(domain)}, of which no opset is imported`);
  const names = new Set<string>();
  for (const attribute of node.attribute ?? []) {
    const name = attribute.name ?? '';
    if (names.has(name)) say(`has the attribute ${name} twice`);
    names.add(name);
    checkAttribute(attribute, `${path}.${name}`, rules);
  }
  const schema = findSchema(domain, opType, version);
  if (schema?.exists === true) checkSchema(node, schema, say);
  else if (schema) say(`was withdrawn with opset ${schema.since}`);
  else if (BUILT_IN.has(domain) && !rules.functions.has(`${domain}:${opType}`))
    say(`is not an operator of opset ${version}`);
}

function checkSchema(node: NodeProto, schema: Schema, say: (what: string) => void): void {
  checkPorts('input', node.input ?? [], schema.inputs, say);
  checkPorts('output', node.output ?? [], schema.outputs, say);
  const given = new Map((node.attribute ?? []).map((attribute) => [attribute.name ?? '', attribute]));
  for (const [name, attribute] of given) {
    const rule = schema.attributes.get(name);
    if (!rule) {
      if (!name.startsWith('__')) say(`has no attribute ${name}`);
    } else if ((attribute.type ?? 0) !== rule.type)
      say(`has the attribute ${name} of type ${attribute.type ?? 0}, not ${rule.type}`);
    else if (!attribute.refAttrName && NEEDED.has(rule.type) && attribute[FIELDS[rule.type - 1]!] === undefined)
      say(`has the attribute ${name} without a value`);
  }
  for (const [name, { required }] of schema.attributes)
    if (required && !given.has(name)) say(`lacks the attribute ${name}`);
}

function checkPorts(
  what: string,
  names: readonly string[],
  { least, options }: Ports,
  say: (what: string) => void,
): void {
  const most = options.endsWith('V') ? Infinity : options.length;
  if (names.length < least || names.length > most) return say(`has ${names.length} ${what}s, not ${least} to ${most}`);
  names.forEach((name, i) => {
    if (name === '' && options[i] === 'S') say(`lacks its ${what} ${i}`);
  });
}

function checkAttribute(attribute: AttributeProto, path: string, rules: NodeRules): void {
  const { report, irVersion, isMain } = rules;
  const say = (what: string) => report.add(attribute, path, `Attribute ${path} ${what}`);
  if (!attribute.name) say('has no name');
  if (irVersion >= 2 && attribute.type === undefined) say('has no type');
  const used = FIELDS.filter((field) => isUsed(attribute[field]));
  const stated = FIELDS[(attribute.type ?? 0) - 1];
  if (attribute.type !== undefined && used.some((field) => field !== stated))
    say('has a value of another type than it says');
  if (used.length > 1) say('has more than one value');
  if (!isMain && attribute.refAttrName !== undefined && used.length > 0)
    say('refers to another attribute, and has a value too');
  const tensors: readonly TensorProto[] = [...(attribute.t ? [attribute.t] : []), ...(attribute.tensors ?? [])];
  tensors.forEach((tensor, i) => checkTensor(tensor, tensors.length > 1 ? `${path}[${i}]` : path, report));
  const sparse: readonly SparseTensorProto[] = [
    ...(attribute.sparseTensor ? [attribute.sparseTensor] : []),
    ...(attribute.sparseTensors ?? []),
  ];
  for (const tensor of sparse) checkSparse(tensor, path, report);
  if (attribute.g) rules.checkGraph(attribute.g, path);
  (attribute.graphs ?? []).forEach((graph, i) => rules.checkGraph(graph, `${path}[${i}]`));
}
