import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fromBytes, isCodecError, toMemory } from '@brine/core';
import { createHost } from '@brine/core/host';
import { inferTypes } from '@brine/graph';
import { convertOpset } from '@brine/graph/opset';
import { describe, expect, it } from 'vitest';
import { onnx } from './plugin.js';

/** Models by tools/fixtures/codec-onnx-random.py. */
const { models, damaged } = JSON.parse(
  gunzipSync(readFileSync(new URL('../fixtures/random.json.gz', import.meta.url))).toString(),
) as { models: string[]; damaged: { model: string; isRead: boolean }[] };

const host = createHost([onnx]);
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

async function rewritten(bytes: Uint8Array): Promise<Uint8Array> {
  const opened = await host.open(fromBytes(bytes), { codec: 'onnx' });
  await opened.inspect();
  const graph = await opened.view('graph');
  inferTypes(graph);
  for (const opset of [
    { '': 7, 'ai.onnx.ml': 1 },
    { '': 26, 'ai.onnx.ml': 5 },
  ]) {
    try {
      convertOpset(graph, opset);
    } catch (error) {
      if (!isCodecError(error)) throw error;
    }
  }
  const sink = toMemory();
  await host.encode(opened, sink, { to: 'onnx' });
  return sink.toBytes();
}

describe('models with every field at random', () => {
  it.each(models.map((model, i) => [i, model] as const))('%i is rewritten to the same bytes', async (_, model) => {
    expect(Buffer.from(await rewritten(bytesOf(model))).toString('base64')).toBe(model);
  });
});

it('a damaged model is read, or refused with what is wrong; what protobuf refuses is refused', async () => {
  for (const { model, isRead } of damaged) {
    let error: unknown;
    try {
      await rewritten(bytesOf(model));
    } catch (thrown) {
      error = thrown;
    }
    if (error === undefined) expect([model, isRead]).toEqual([model, true]);
    else if (!isCodecError(error) || error.fault === 'bug') throw error;
  }
});
