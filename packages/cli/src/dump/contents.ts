/** What a file holds, in the form that suits it: one value or several, a graph, tensors. */

import {
  CodecError,
  type Graph,
  type Hierarchy,
  type Inspection,
  type KerasModel,
  type Limits,
  type PyValue,
  type Tensor,
} from '@brine/core';
import type { Opened } from '@brine/core/host';
import type { Json, JsonObject } from '@brine/core/values';
import type { Style } from '../print/style.js';

/** Ways to print it. */
export interface Contents {
  /** For `--json`: what goes beside `file` and `format`. */
  tagged(full: boolean): Promise<JsonObject>;
  /** For `--plain`: a document for each value. */
  plain(limits: Limits): Promise<Json[]>;
  /** To read. */
  text(style: Style, full: boolean): Promise<Iterable<string>>;
}

/** @throws CodecError `unsupported` when there is nothing to print */
export async function contentsOf(opened: Opened): Promise<Contents> {
  const { document } = opened;
  if (document.value) return ofValues(await opened.values());
  if (document.graph) return ofGraph(await opened.view('graph'), await opened.inspect({ depth: 0 }));
  if (document.keras) return ofKeras(await opened.view('keras'), await opened.inspect());
  if (document.hierarchy) return ofHierarchy(await opened.view('hierarchy'));
  if (document.tensors) return ofTensors(await opened.view('tensors'));
  throw new CodecError({
    codec: opened.codec,
    code: 'BRINE-CLI-DUMP',
    fault: 'unsupported',
    message: `there is nothing to dump in a ${document.format} file`,
  });
}

function ofValues(values: readonly PyValue[]): Contents {
  const load = () => import('./value.js');
  return {
    async tagged(full) {
      const { toTagged } = await load();
      const documents = values.map((value) => toTagged(value, { full }));
      return documents.length === 1 ? { value: documents[0]! } : { values: documents };
    },
    async plain(limits) {
      const { plainJson } = await load();
      return values.map((value) => plainJson(value, limits));
    },
    async text(_style, full) {
      const { toText } = await load();
      return values.map((value) => `${toText(value, { full })}\n`);
    },
  };
}

function ofGraph(graph: Graph, inspection: Inspection): Contents {
  const summary = async (full: boolean) => (await import('./graph.js')).graphSummary(graph, inspection, full);
  return {
    tagged: async (full) => ({ summary: await summary(full) }),
    plain: async () => [await summary(true)],
    text: async (style) => (await import('../print/graph.js')).graphText(graph, style),
  };
}

function ofHierarchy(hierarchy: Hierarchy): Contents {
  const json = async (full: boolean) => (await import('./hierarchy.js')).hierarchyJson(hierarchy, full);
  return {
    tagged: json,
    plain: async () => [await json(true)],
    text: async (style, full) => (await import('./hierarchy-text.js')).hierarchyText(hierarchy, style, full),
  };
}

function ofKeras(model: KerasModel, { layerTable }: Inspection): Contents {
  const json = async (full: boolean) => (await import('./keras.js')).kerasJson(model, full);
  return {
    tagged: json,
    plain: async () => [await json(true)],
    text: async (style, full) => (await import('./keras-text.js')).kerasText(model, layerTable, style, full),
  };
}

function ofTensors(tensors: readonly Tensor[]): Contents {
  const value = async () => ofValues([await (await import('./arrays.js')).tensorsValue(tensors)]);
  return {
    tagged: async (full) => ({ tensors: await (await import('./tensors.js')).tensorsJson(tensors, full) }),
    plain: async (limits) => (await value()).plain(limits),
    text: async (style, full) => (await value()).text(style, full),
  };
}
