/** Nodes. */

import type { GraphNode } from '@brine/core';
import type { NodeProto } from '../spec/messages.js';
import { readAttributes, writeAttribute, type GraphReader, type GraphWriter } from './attribute.js';
import { compact, extraFields, leftover, withExtra } from './extra.js';
import { normalDomain } from './lists.js';

const MAPPED = ['input', 'output', 'name', 'opType', 'domain', 'attribute', 'docString'];

/** @param path - of the list that it stands in */
export function readNode(proto: NodeProto, path: string, reader: GraphReader): GraphNode {
  const alias = proto.domain === 'ai.onnx' ? { domain: proto.domain } : {};
  return {
    opType: proto.opType ?? '',
    domain: normalDomain(proto.domain),
    name: proto.name ?? '',
    inputs: proto.input ?? [],
    outputs: proto.output ?? [],
    attributes: readAttributes(proto.attribute, path, reader),
    ...(proto.docString ? { doc: proto.docString } : {}),
    ...withExtra({ ...leftover(proto, MAPPED), ...alias }),
  };
}

export function writeNode(node: GraphNode, writeGraph: GraphWriter): NodeProto {
  return {
    ...extraFields(node.extra),
    ...compact({
      input: [...node.inputs],
      output: [...node.outputs],
      name: node.name,
      opType: node.opType,
      domain: node.domain,
      docString: node.doc,
    }),
    ...compact({
      attribute: Object.entries(node.attributes).map(([name, value]) => writeAttribute(name, value, writeGraph)),
    }),
  } as NodeProto;
}
