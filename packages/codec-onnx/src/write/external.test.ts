import { fromBytes, toMemory, type ByteSource, type MemorySink } from '@brine/core';
import { createHost, type Opened } from '@brine/core/host';
import { describe, expect, it } from 'vitest';
import { failure, heavyModel } from '../../test/fixtures.js';
import type { OnnxOptions } from '../options.js';
import { onnx } from '../plugin.js';

const host = createHost([onnx]);
const heavy = () => host.open(fromBytes(heavyModel()));

async function written(
  opened: Opened,
  externalData: NonNullable<OnnxOptions['externalData']>,
  name?: string,
): Promise<MemorySink> {
  const sink = toMemory(name);
  await host.encode(opened, sink, { to: 'onnx', onnx: { externalData } });
  return sink;
}

function reopened(sink: MemorySink): Promise<Opened> {
  const model: ByteSource = {
    ...fromBytes(sink.toBytes()),
    sibling: (name) => {
      const beside = sink.siblings.get(name);
      return Promise.resolve(beside && fromBytes(beside.toBytes()));
    },
  };
  return host.open(model);
}

describe('weights beside the model', () => {
  it('lie on pages of one file, and are read back', async () => {
    const opened = await heavy();
    const sink = await written(opened, true, 'm.onnx');
    expect([...sink.siblings.keys()]).toEqual(['m.onnx.data']);
    expect(sink.toBytes().length).toBeLessThan(1000);
    const back = await reopened(sink);
    const { details } = await back.inspect();
    expect(details!['external']).toEqual({
      weight: { location: 'm.onnx.data', offset: '0', length: '65536' },
      weight_2: { location: 'm.onnx.data', offset: '65536', length: '65536' },
      weight_3: { location: 'm.onnx.data', offset: '131072', length: '1536' },
    });
    expect((await back.view('graph')).initializers).toEqual((await opened.view('graph')).initializers);
  });

  it('begin at a size, in a file of a chosen name', async () => {
    const sink = await written(await heavy(), { location: 'w.bin', threshold: 2000 });
    expect(Object.keys((await (await reopened(sink)).inspect()).details!['external'] as object)).toHaveLength(2);
    expect(sink.siblings.get('w.bin')!.toBytes().length).toBe(131072);
  });

  it('are none when nothing is that large', async () => {
    const sink = await written(await heavy(), { threshold: 1e6 });
    expect(sink.siblings.size).toBe(0);
    expect(sink.toBytes()).toEqual(heavyModel());
  });

  it('go nowhere but into the folder', async () => {
    for (const location of ['../w', '/w', 'a/b', ''])
      expect(await failure(async () => written(await heavy(), { location }))).toMatchObject({ fault: 'option' });
  });
});
