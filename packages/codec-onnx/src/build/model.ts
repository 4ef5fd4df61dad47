/** The whole file: a graph with what a model has beside. */

import type { Graph } from '@brine/core';
import { version } from '../../package.json';
import type { ModelProto } from '../spec/messages.js';
import { irVersionFor } from '../spec/versions.js';
import type { GraphReader } from './attribute.js';
import { compact, extraFields, leftover, withExtra, type Leftover } from './extra.js';
import { readFunction, writeFunction } from './function.js';
import { readGraph, writeGraph } from './graph.js';
import { readEntries, readOpsets, sameRecord, writeEntries, writeOpsets } from './lists.js';
import type { ElementBytes } from '../read/elements.js';

const MAPPED = ['graph', 'docString', 'opsetImport', 'metadataProps', 'functions'];

/** @throws CodecError `malformed` or `unsupported` with the path of what is wrong */
export function readModel(proto: ModelProto, external: ElementBytes): Graph {
  const { doc: graphDoc, extra, ...graph } = readGraph(proto.graph ?? {}, '', external);
  const reader: GraphReader = { external, readGraph: (inner, at) => readGraph(inner, at, external) };
  const opsets = readOpsets(proto.opsetImport);
  const metadata = readEntries(proto.metadataProps);
  const model = modelLeftover(proto, opsets, metadata);
  const read: Graph = {
    ...graph,
    opsets,
    metadata,
    // The graph of a model speaks for the model: the graph's own documentation is kept beside.
    ...(proto.docString ? { doc: proto.docString } : {}),
    ...compact({ functions: (proto.functions ?? []).map((fn) => readFunction(fn, reader)) }),
    ...withExtra({
      ...extraFields(extra),
      ...(graphDoc === undefined ? {} : { docString: graphDoc }),
      ...(sameRecord(model, freshModel(opsets)) ? {} : { $model: model }),
    }),
  };
  readFromFiles.add(read);
  return read;
}

const readFromFiles = new WeakSet<Graph>();

/** Whether a graph is as it was read out of a file. */
export function isFromFile(graph: Graph): boolean {
  return readFromFiles.has(graph);
}

/** What a model says beyond its graph; the lists whose maps do not say their order or repetitions too. */
function modelLeftover(proto: ModelProto, opsets: Graph['opsets'], metadata: Graph['metadata']): Leftover {
  const { opsetImport = [], metadataProps = [] } = proto;
  return {
    ...leftover(proto, MAPPED),
    ...(sameRecord(writeOpsets(opsets, undefined), opsetImport) ? {} : { opsetImport }),
    ...(sameRecord(writeEntries(metadata, undefined), metadataProps) ? {} : { metadataProps }),
  };
}

/** The record of a model. One that was read keeps its producer and its IR version; one that we made has ours. */
export function writeModel(graph: Graph): ModelProto {
  const { $model, ...fields } = extraFields(graph.extra);
  const { opsetImport, metadataProps, ...kept } = ($model ?? freshModel(graph.opsets)) as ModelProto;
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

/** IR versions that have functions. */
const FUNCTIONS = 8;

/** The lowest IR version that a graph can be written in. */
export function irVersionOf({ opsets, functions = [] }: Graph): bigint {
  return BigInt(Math.max(irVersionFor(opsets), functions.length > 0 ? FUNCTIONS : 0));
}

function freshModel(opsets: Graph['opsets']): ModelProto {
  return { irVersion: BigInt(irVersionFor(opsets)), producerName: 'brine', producerVersion: version };
}
