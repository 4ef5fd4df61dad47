/** The whole file: a graph with what a model has beside. */

import type { Graph } from '@brine/core';
import { version } from '../../package.json';
import type { ModelProto } from '../spec/messages.js';
import { irVersionFor } from '../spec/versions.js';
import { compact, extraFields, leftover } from './extra.js';
import { readFunction, writeFunction } from './function.js';
import { readGraph, writeGraph } from './graph.js';
import { isPlainList, readEntries, readOpsets, writeEntries, writeOpsets } from './lists.js';
import type { ExternalBytes } from '../read/external.js';

const MAPPED = ['graph', 'docString', 'opsetImport', 'metadataProps', 'functions'];

/** @throws CodecError `malformed` or `unsupported` with the path of what is wrong */
export function readModel(proto: ModelProto, external: ExternalBytes): Graph {
  const graph = readGraph(proto.graph ?? {}, '', external);
  const opsets = readOpsets(proto.opsetImport);
  const metadata = readEntries(proto.metadataProps);
  const reader = {
    external,
    readGraph: (inner: Parameters<typeof readGraph>[0], at: string) => readGraph(inner, at, external),
  };
  const model = {
    ...leftover(proto, MAPPED),
    ...(isPlainList(writeOpsets(opsets, undefined), proto.opsetImport) ? {} : { opsetImport: proto.opsetImport }),
    ...(isPlainList(writeEntries(metadata, undefined), proto.metadataProps)
      ? {}
      : { metadataProps: proto.metadataProps }),
  };
  const { doc: graphDoc, ...rest } = graph;
  const inner = { ...extraFields(graph.extra), ...(graphDoc === undefined ? {} : { docString: graphDoc }) };
  return {
    ...rest,
    opsets,
    metadata,
    // The graph of a model speaks for the model: the graph's own documentation is kept beside.
    ...(proto.docString ? { doc: proto.docString } : {}),
    ...compact({ functions: (proto.functions ?? []).map((fn) => readFunction(fn, reader)) }),
    extra: { format: 'onnx', fields: { ...inner, $model: model } },
  };
}

/** The record of a model. One that was read keeps its producer and its IR version; one that we made has ours. */
export function writeModel(graph: Graph): ModelProto {
  const { $model, ...fields } = extraFields(graph.extra);
  const { opsetImport, metadataProps, ...kept } = ($model ?? freshModel(graph)) as ModelProto;
  const { doc, ...rest } = graph;
  return {
    ...kept,
    graph: writeGraph({ ...rest, extra: { format: 'onnx', fields } }),
    ...compact({
      docString: doc,
      opsetImport: writeOpsets(graph.opsets, opsetImport),
      metadataProps: writeEntries(graph.metadata, metadataProps),
      functions: graph.functions?.map(writeFunction),
    }),
  };
}

function freshModel({ opsets }: Graph): ModelProto {
  return { irVersion: BigInt(irVersionFor(opsets)), producerName: 'brine', producerVersion: version };
}
