import { fromBytes, toMemory, type Hierarchy } from '@brine/core';
import { bytesRead, watchedSource } from '@brine/codec-testkit';
import { describe, expect, it } from 'vitest';
import { fixture, host, json, open, shown } from '../../test/fixtures.js';
import { find, walk } from '../walk.js';

interface Expected {
  readonly tree: Record<string, unknown>;
  readonly attrs: Record<string, unknown>;
}

async function contents(hierarchy: Hierarchy): Promise<Expected> {
  const tree: Record<string, unknown> = {};
  for await (const { path, object, again } of walk(hierarchy)) {
    // h5py's visititems shows an object once, by its first path.
    if (path === '/' || !object || again) continue;
    tree[path.slice(1)] = object.kind === 'dataset' ? shown(await object.read()) : null;
  }
  const attrs: Record<string, unknown> = {};
  for (const attribute of await hierarchy.root.attributes()) attrs[attribute.name] = shown(await attribute.read());
  return { tree, attrs };
}

/** An object with two paths: h5py shows it by the one that it meets first. */
function withoutAgain({ tree, attrs }: Expected): Expected {
  const { scalar: _, 'many/again': __, ...rest } = tree;
  return { tree: rest, attrs };
}

describe.each(['kinds_earliest.h5', 'kinds_latest.h5'])('%s', (name) => {
  const expected = withoutAgain(json<Expected>(`${name}.expected.json`));

  it('holds what h5py reads', async () => {
    const opened = await open(name);
    expect(withoutAgain(await contents(await opened.view('hierarchy')))).toEqual(expected);
  });

  it('holds the same when it was written again', async () => {
    const sink = toMemory();
    const notes = await host.encode(await open(name), sink, { to: 'hdf5' });
    const again = await host.open(fromBytes(sink.toBytes(), name));
    expect(withoutAgain(await contents(await again.view('hierarchy')))).toEqual(expected);
    expect(notes.filter(({ loss }) => loss)).toEqual([]);
    expect(notes.map(({ path }) => path).sort()).toEqual(['/chunks/lzf', '/chunks/scaled']);
  });
});

it('reads a box of a dataset, whatever its storage', async () => {
  const { root } = await (await open('kinds_latest.h5')).view('hierarchy');
  for (const name of ['plain', 'gzip', 'lzf', 'checked', 'grows_twice']) {
    const dataset = await find(root, `chunks/${name}`);
    if (dataset?.kind !== 'dataset') throw new Error(name);
    const { shape, bytes } = await dataset.read([
      [6, 9],
      [3, 6],
    ]);
    const values = new Float32Array(bytes.slice().buffer);
    expect([shape, ...values]).toEqual([[3, 3], 75, 76, 77, 87, 88, 89, 99, 100, 101]);
  }
});

it('is inspected without its elements', async () => {
  const bytes = fixture('kinds_earliest.h5');
  const large = new Uint8Array(bytes.length + (64 << 20));
  large.set(bytes);
  const watched = watchedSource(large, 'x.h5');
  const { tensors } = await (await host.open(watched)).inspect();
  expect(tensors!.length).toBeGreaterThan(30);
  expect(bytesRead(watched)).toBeLessThan(bytes.length + 16_384);
});
