import { fromBytes, pyList, type CodecPlugin, type DialectOffer, type Plugin, type PyValue } from '@brine/core';
import { createHost } from '@brine/core/host';
import { describe, expect, test, vi } from 'vitest';
import { stream, type Part } from '../../test/assemble.js';
import { pickle } from '../index.js';
import type { Dialect } from '../vm.js';

/** A plugin of somebody else: it knows one module, and nothing of who opens the file. */
function stranger(id: string, dialect: Dialect) {
  const load = vi.fn(() => Promise.resolve({ open: () => Promise.reject(new Error('not asked')), dialect }));
  const plugin: CodecPlugin = {
    descriptor: {
      contract: 1,
      kind: 'codec',
      id,
      title: id,
      package: id,
      version: '1.0.0',
      extensions: [],
      mimeTypes: [],
      magic: [],
      can: { open: ['value'], encode: [], audit: false, seek: false },
      dialect: { of: 'pickle', modules: [id] },
    },
    load,
  };
  return { plugin, load };
}

const answering = (module: string, answer: PyValue): Dialect => ({
  onGlobal: (named, name) => (name === 'it' && named.split('.')[0] === module ? answer : undefined),
});
const open = (plugins: readonly Plugin[], ...parts: Part[]) =>
  createHost([pickle, ...plugins]).open(fromBytes(stream(...parts) as Uint8Array<ArrayBuffer>));

describe('dialects of others', () => {
  test('are heard when the stream names one of their modules, or one inside it', async () => {
    const { plugin, load } = stranger('toy', answering('toy', 'heard'));
    const opened = await open([plugin], 0x80, 2, ']', '(ctoy\nit\nctoy.parts\nit\nctoys\nit\ne.');
    expect(await opened.view('value')).toMatchObject({ items: ['heard', 'heard', { kind: 'global', module: 'toys' }] });
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('are not loaded for a file that names none', async () => {
    const { plugin, load } = stranger('toy', answering('toy', 'heard'));
    const opened = await open([plugin], 0x80, 2, 'cother\nit\n.');
    expect(await opened.view('value')).toMatchObject({ kind: 'global', module: 'other' });
    await opened.inspect();
    expect(load).not.toHaveBeenCalled();
  });

  test('compose: each is loaded once', async () => {
    const [one, two] = [stranger('one', answering('one', 1n)), stranger('two', answering('two', 2n))];
    const opened = await open([one.plugin, two.plugin], 0x80, 2, '(cone\nit\nctwo\nit\ncone\nit\nt.');
    expect(await opened.view('value')).toMatchObject({ items: [1n, 2n, 1n] });
    expect([one, two].map(({ load }) => load.mock.calls.length)).toEqual([1, 1]);
  });

  test('are heard in a later pickle of the file too', async () => {
    const { plugin } = stranger('toy', answering('toy', 'heard'));
    const opened = await open([plugin], 0x80, 2, 'K\x01.', 0x80, 2, 'ctoy\nit\n.');
    expect(await opened.view('value')).toBe(1n);
    expect(await opened.values()).toEqual([1n, 'heard']);
  });

  test('may have calls of their own, with the reader’s at hand, and see what is done for its effect', async () => {
    const effects: unknown[] = [];
    const { plugin } = stranger('toy', {
      reducer: (module, name) =>
        module === 'toy' && name === 'make'
          ? (args, run) =>
              pyList([...args, run.reduce(run.named('builtins', 'complex'), { kind: 'tuple', items: [1, 2] })])
          : undefined,
      onEffect: ({ args }) => void effects.push(args.items[1]),
    });
    const made = await (await open([plugin], 0x80, 2, 'ctoy\nmake\nK\x07', 0x85, 'R.')).view('value');
    expect(made).toEqual({ kind: 'list', items: [7n, { kind: 'complex', re: 1, im: 2 }] });
    await (
      await open([plugin], 0x80, 2, 'ctoy\nC\n)R', 'c__builtin__\nsetattr\n(NX\x01\0\0\0aK\x02tR0.')
    ).view('value');
    expect(effects).toEqual(['a']);
  });

  test('a codec that announces a dialect and has none is a bug of it', async () => {
    const { plugin } = stranger('toy', undefined as unknown as Dialect);
    await expect(open([plugin], 0x80, 2, 'ctoy\nit\n.')).rejects.toMatchObject({
      code: 'BRINE-CORE-DIALECT',
      codec: 'toy',
    });
  });

  test('the codec’s own is not offered to it again', async () => {
    const { plugin } = stranger('toy', answering('toy', 'heard'));
    const host = createHost([pickle, plugin]);
    const offers: readonly DialectOffer[] = host.context().dialects('pickle');
    expect(offers.map(({ codec, modules }) => [codec, modules])).toEqual([['toy', ['toy']]]);
    expect(host.context().dialects('zip')).toEqual([]);
  });
});

test('two dialects that are both certain of a file are no polyglot', async () => {
  const sure = (id: string) => {
    const { plugin } = stranger(id, answering(id, id));
    return { ...plugin, descriptor: { ...plugin.descriptor, refines: 'pickle', sniff: () => 'certain' as const } };
  };
  const host = createHost([pickle, sure('one'), sure('two')]);
  const { matches, polyglot } = await host.identify(fromBytes(stream(0x80, 2, 'K\x01.') as Uint8Array<ArrayBuffer>));
  expect(matches[0]!.codec).toBe('one');
  expect(polyglot).toEqual([]);
});
