import { fromBytes, toMemory, type CodecPlugin, type Finding } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test } from 'vitest';
import { zip, zipWriter, type ZipMemberOptions } from '../index.js';

const text = (value: string) => new TextEncoder().encode(value);

/** A format of its own: `OK...` is safe, `BAD...` dangerous. */
const toy: CodecPlugin<'toy', unknown> = {
  descriptor: {
    contract: 1,
    kind: 'codec',
    id: 'toy',
    title: 'Toy',
    package: 'toy',
    version: '1.0.0',
    extensions: [],
    mimeTypes: [],
    magic: [
      { offset: 0, bytes: [...text('OK')] },
      { offset: 0, bytes: [...text('BAD')] },
    ],
    can: { open: [], encode: [], audit: true, seek: false },
  },
  load: () =>
    Promise.resolve({
      open: () => Promise.reject(new Error('not opened')),
      async *audit(source) {
        const [first] = await source.read(0, 1);
        if (first === 0x42) yield { code: 'BRINE-TOY-001', severity: 'critical', message: 'bad', effect: 'dangerous' };
      },
    }),
};

const host = createHost([zip, toy]);

async function archive(
  members: readonly (readonly [name: string, content: Uint8Array, options?: ZipMemberOptions])[],
): Promise<Uint8Array> {
  const sink = toMemory();
  const writer = zipWriter(sink);
  for (const [name, content, options] of members) await writer.add(name, content, options);
  await writer.finish();
  return sink.toBytes();
}

async function audit(bytes: Uint8Array): Promise<string[]> {
  const findings: Finding[] = [];
  for await (const finding of host.audit(fromBytes(bytes, 'a.zip'))) findings.push(finding);
  return findings.map(({ code, effect, path = '' }) => `${code} ${effect} ${path}`);
}

describe('an archive', () => {
  test('is safe when its members are', async () => {
    expect(
      await audit(
        await archive([
          ['a', text('OK')],
          ['b/c', text('OK too'), { method: 'deflated' }],
        ]),
      ),
    ).toEqual([]);
  });

  test('is judged by the content of every member, whatever its name', async () => {
    expect(
      await audit(
        await archive([
          ['a', text('OK')],
          ['readme.txt', text('BAD')],
        ]),
      ),
    ).toEqual(['BRINE-TOY-001 dangerous readme.txt:']);
  });

  test('has members that nothing knows', async () => {
    expect(await audit(await archive([['a', text('what is this')]]))).toEqual(['BRINE-ZIP-004 not-proven a:']);
  });

  test("has PyTorch's members of plain bytes and texts, and its code", async () => {
    const bytes = await archive([
      ['m/data/0', Uint8Array.of(1, 2, 3, 4)],
      ['m/version', text('3\n')],
      ['m/code/__torch__.py', text('def forward(self): ...')],
    ]);
    expect(await audit(bytes)).toEqual(['BRINE-ZIP-005 not-proven m/code/__torch__.py:']);
    expect(await audit(await archive([['m/data/0', text('BAD')]]))).toEqual(['BRINE-TOY-001 dangerous m/data/0:']);
  });

  test('with something before, behind or missing is not proven, and what other readers see in it is judged', async () => {
    const bytes = await archive([['a', text('BAD')]]);
    const dangers = (all: readonly string[]) => all.filter((one) => one.includes('dangerous')).length > 0;
    for (const changed of [
      Uint8Array.from([...text('junk'), ...bytes]),
      Uint8Array.from([...bytes, ...text('junk')]),
      bytes.slice(0, -30),
    ]) {
      const found = await audit(changed);
      expect(found.some((one) => one.startsWith('BRINE-ZIP-001 not-proven'))).toBe(true);
      expect(dangers(found)).toBe(true);
    }
  });

  test('of a member that swells is a bomb', async () => {
    const large = new Uint8Array(20 * 1024 ** 2);
    large.set(text('OK'));
    expect(await audit(await archive([['a.pkl', large, { method: 'deflated' }]]))).toContain(
      'BRINE-ZIP-002 dangerous a.pkl:',
    );
    expect(await audit(await archive([['a.npy', large, { method: 'deflated' }]]))).not.toContain(
      'BRINE-ZIP-002 dangerous a.npy:',
    );
  });
});
