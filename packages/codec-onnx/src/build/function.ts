/** Functions: operators that the model itself defines. */

import type { GraphFunction } from '@brine/core';
import type { FunctionProto } from '../spec/messages.js';
import { readAttributes, writeAttribute, type GraphReader } from './attribute.js';
import { compact, extraFields, leftover, withExtra } from './extra.js';
import { writeGraph } from './graph.js';
import { sameRecord, normalDomain, readOpsets, writeOpsets } from './lists.js';
import { readNode, writeNode } from './node.js';

const MAPPED = ['name', 'input', 'output', 'attribute', 'node', 'docString', 'opsetImport', 'domain', 'attributeProto'];

export function readFunction(proto: FunctionProto, reader: GraphReader): GraphFunction {
  const name = proto.name ?? '';
  const opsets = readOpsets(proto.opsetImport);
  const list = sameRecord(writeOpsets(opsets, undefined), proto.opsetImport ?? [])
    ? {}
    : { opsetImport: proto.opsetImport };
  const alias = proto.domain === 'ai.onnx' ? { domain: proto.domain } : {};
  return {
    domain: normalDomain(proto.domain),
    name,
    opsets,
    inputs: proto.input ?? [],
    outputs: proto.output ?? [],
    required: proto.attribute ?? [],
    defaults: readAttributes(proto.attributeProto, name, reader),
    nodes: (proto.node ?? []).map((node, i) => readNode(node, `${name}.node[${i}]`, reader)),
    ...(proto.docString ? { doc: proto.docString } : {}),
    ...withExtra({ ...leftover(proto, MAPPED), ...list, ...alias }),
  };
}

export function writeFunction(fn: GraphFunction): FunctionProto {
  const { opsetImport, ...kept } = extraFields(fn.extra) as FunctionProto;
  return {
    ...compact({ domain: fn.domain }),
    ...kept,
    ...compact({
      name: fn.name,
      input: [...fn.inputs],
      output: [...fn.outputs],
      attribute: [...fn.required],
      node: fn.nodes.map((node) => writeNode(node, writeGraph)),
      docString: fn.doc,
      opsetImport: writeOpsets(fn.opsets, opsetImport),
      attributeProto: Object.entries(fn.defaults).map(([name, value]) => writeAttribute(name, value, writeGraph)),
    }),
  } as FunctionProto;
}
