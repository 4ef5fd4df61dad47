import { fromBytes, type Finding } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { pickle, type Allowance } from '../index.js';

const host = createHost([pickle]);

async function audit(stream: string, allow: readonly Allowance[] = []): Promise<Finding[]> {
  const bytes = Uint8Array.from(stream, (char) => char.charCodeAt(0));
  const findings: Finding[] = [];
  for await (const finding of host.audit(fromBytes(bytes, 'x.pkl'), { pickle: { allow } })) findings.push(finding);
  return findings;
}

const rowsOf = (findings: readonly Finding[]) =>
  findings.flatMap(({ allow }) => (allow ? [allow as unknown as Allowance] : []));

describe('the rows that would allow what is unknown', () => {
  test.each<[string, string, Allowance[]]>([
    ['a name', 'cmine\nModel\n.', [{ names: ['mine.Model'] }]],
    [
      'an object with attributes',
      'cmine\nModel\n)\x81}S"a"\nK\x01sb.',
      [{ names: ['mine.Model'], new: '', build: 'attributes' }],
    ],
    [
      'another with a state of its own',
      'cmine\nModel\n)\x81K\x01b.',
      [{ names: ['mine.Model'], new: '', build: 'data' }],
    ],
    [
      'objects with and without attributes',
      'cmine\nModel\np0\n)\x81}b0g0\n)\x81K\x01b.',
      [{ names: ['mine.Model'], new: '', build: 'attributes|data' }],
    ],
    ['a call with data', 'cmine\nmake\n(K\x01](K\x02etR.', [{ names: ['mine.make'], call: 'data*' }]],
    [
      'a call with a class',
      'cmine\nmake\n(K\x01cmine\nModel\ntR.',
      [{ names: ['mine.make'], call: 'class|data*' }, { names: ['mine.Model'] }],
    ],
    [
      'a call with a class in a list',
      'cmine\nmake\n(](cmine\nModel\netR.',
      [{ names: ['mine.make'], call: 'any*' }, { names: ['mine.Model'] }],
    ],
    [
      'a list and dict of its own',
      'cmine\nBag\n)\x81(K\x01K\x02e(S"a"\nNu.',
      [{ names: ['mine.Bag'], new: '', append: 'data*', setItems: 'data*' }],
    ],
    ['what a class of Python 2 makes', '(K\x01imine\nOld\n.', [{ names: ['mine.Old'], call: 'data*' }]],
    [
      'what protocol 2 writes for a subclass of list',
      'ccopy_reg\n_reconstructor\n(cmine\nBag\nc__builtin__\nlist\n](K\x01etR.',
      [{ names: ['mine.Bag'], new: 'data*' }],
    ],
  ])('%s', async (_, stream, rows) => {
    const found = rowsOf(await audit(stream));
    expect(found).toEqual(rows);
    expect(await audit(stream, found)).toEqual([]);
  });

  test('add what is new to a row that there is', async () => {
    const stream = 'cmine\nModel\n)\x81}b.';
    const row: Allowance = { names: ['mine.Model', 'mine.Other'], why: 'read', new: '' };
    const found = rowsOf(await audit(stream, [row]));
    expect(found).toEqual([{ names: ['mine.Model'], why: 'read', new: '', build: 'attributes' }]);
    expect(await audit(stream, [row, ...found])).toEqual([]);
  });

  test.each([
    ['a dangerous call', "cos\nsystem\n(S'x'\ntR."],
    ['a dangerous name', 'cos\nsystem\n.'],
    ['a call of what a call gave', 'ccollections\nOrderedDict\n)R)R.'],
    ['a known name, used in another way', 'cbuiltins\nbytearray\n(L1000000000000L\ntR.'],
    ['a state that changes the class', 'cmine\nModel\n)\x81(N}S"__class__"\nNstb.'],
    ['a name that cannot be written out', 'cmine\nMod el\n)\x81.'],
    ['stored code', 'ccloudpickle.cloudpickle\n_make_function\n(tR.'],
  ])('are none for %s', async (_, stream) => {
    const findings = await audit(stream);
    expect(findings.length).toBeGreaterThan(0);
    expect(rowsOf(findings)).toEqual([]);
  });
});
