import { fromBytes } from '@brine/core';
import { stringify } from 'yaml';
import { expect, it } from 'vitest';
import { fixture, host, json } from '../../test/fixtures.js';

it('an architecture in YAML is that in JSON, with the weights beside it', async () => {
  const config = json<object>('small.json');
  const bytes = new TextEncoder().encode(
    stringify({ backend: 'tensorflow', ...config }, { aliasDuplicateObjects: false }),
  );
  const weights = fixture('small.weights.h5');
  const sibling = (name: string) => Promise.resolve(name === 'small.weights.h5' ? fromBytes(weights, name) : undefined);
  const model = await (await host.open({ ...fromBytes(bytes, 'small.yaml'), sibling })).view('keras');
  expect([model.className, model.name, model.layers.length, model.weights.length]).toEqual([
    'Functional',
    'small',
    4,
    14,
  ]);
});

it('a tag of Python makes nothing: its arguments are data, and no layers', async () => {
  const bytes = new TextEncoder().encode('class_name: Sequential\nconfig: !!python/object/apply:os.system ["echo"]\n');
  const view = host.open(fromBytes(bytes, 'model.yaml')).then((opened) => opened.view('keras'));
  await expect(view).rejects.toMatchObject({ code: 'BRINE-HDF5-CONFIG', fault: 'malformed' });
});
