/** onnx: models by the onnx library and torch.onnx: the summary, rewriting to the same bytes, and predictions. */

import { onnx as codec } from '@brine/codec-onnx';
import { onnxruntime } from '@brine/codec-onnx/engine';
import { toMemory, type Engine } from '@brine/core';
import { createHost, type Opened } from '@brine/core/host';
import { fromFile } from '@brine/core/node';
import { engine as brine } from '@brine/engine';
import { join } from 'node:path';
import { graphSummary } from '../../../packages/cli/src/dump/graph.js';
import { type ArrayJson, toTensor } from '../arrays.js';
import { compareTagged } from '../compare.js';
import type { CorpusFile, Kind, Outcome } from '../kind.js';
import { outcomeOf, worst } from '../values.js';

const host = createHost([codec]);

/** Of outputs in float32, as the corpus says. */
const TOLERANCE = 1e-5;

export const onnx: Kind = {
  name: 'onnx',
  folders: /\/onnx(\/|$)/,
  compare: (given) =>
    outcomeOf(async () => {
      const file = sameInBytes(given);
      const opened = await host.open(await fromFile(join(given.folder, given.name)));
      try {
        return worst([await summary(file, opened), await rewritten(file, opened), await predicted(file, opened)]);
      } finally {
        await opened.close();
      }
    }),
};

/** The text form of a model has no sidecar of its own: what is compared is that of the model in bytes, and those bytes when rewritten. */
function sameInBytes(file: CorpusFile): CorpusFile {
  const name = /^protobuf text form of (\S+)$/.exec(String(file.sidecar['note'] ?? ''))?.[1];
  return name === undefined ? file : { ...file, sidecar: file.other(name), bytes: () => file.bytes(name) };
}

async function summary(file: CorpusFile, opened: Opened): Promise<Outcome> {
  const ours = graphSummary(await opened.view('graph'), await opened.inspect(), false);
  const { difference } = compareTagged(file.sidecar['summary'], ours, file.path);
  return difference ? { status: 'different', ...difference } : { status: 'equal' };
}

/** A file with external data comes back with that data inside, so it cannot have the same bytes: the next reading is compared. */
async function rewritten(file: CorpusFile, opened: Opened): Promise<Outcome> {
  const sink = toMemory();
  await host.encode(opened, sink, { to: 'onnx' });
  const { details } = await opened.inspect();
  const [expected, actual] = [file.bytes(), sink.toBytes()];
  if (details?.['external'] !== undefined || Buffer.from(actual).equals(expected)) return { status: 'equal' };
  const at = expected.findIndex((byte, i) => byte !== actual[i]);
  return {
    status: 'different',
    at: `byte ${at} when rewritten`,
    expected: `${expected.length} bytes`,
    actual: `${actual.length} bytes`,
  };
}

async function predicted(file: CorpusFile, opened: Opened): Promise<Outcome> {
  const { inputs, outputs } = file.sidecar as { inputs?: Record<string, ArrayJson>; outputs?: Record<string, unknown> };
  if (!outputs) return { status: 'equal' };
  const graph = await opened.view('graph');
  const feeds = Object.fromEntries(Object.entries(inputs ?? {}).map(([name, array]) => [name, toTensor(array)]));
  for (const plugin of [onnxruntime, brine]) {
    const engine = await plugin.load();
    // ONNX Runtime runs every file; ours those that it says it does.
    if (plugin === brine && (await engine.supports(graph)) !== true) continue;
    const session = await (engine as Engine).load(graph, host.context(), {});
    const results = await session.run(feeds);
    await session.close();
    for (const [name, expected] of Object.entries(outputs)) {
      const given = results[name]!;
      const wanted = itemsOf(expected);
      const wrong = wanted.findIndex((item, i) => !isClose(item, given.data[i]));
      if (wrong < 0) continue;
      return {
        status: 'different',
        at: `${name}[${wrong}] on ${plugin.descriptor.id}`,
        expected: String(wanted[wrong]),
        actual: String(given.data[wrong]),
      };
    }
  }
  return { status: 'equal' };
}

/** Elements in order; of a ZipMap's rows the probabilities. */
function itemsOf(expected: unknown): unknown[] {
  if (Array.isArray(expected)) return expected.flatMap(itemsOf);
  const { data, first, strings, map } = expected as ArrayJson & { map?: [string, number][] };
  if (map) return map.map(([, value]) => value);
  return strings ?? [data ?? first].flat(Infinity);
}

function isClose(expected: unknown, actual: unknown): boolean {
  if (typeof actual === 'string') return expected === actual;
  const [a, b] = [Number(expected), Number(actual)];
  return Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
}
