import { describe, expect, it } from 'vitest';
import { fromBytes, toMemory } from '../bytes/memory.js';
import type { Program, StageRecord } from '../contract/program.js';
import type { Codec, CodecDescriptor, CodecPlugin, ConverterPlugin, Probe } from '../contract/plugin.js';
import type { Document } from '../contract/document.js';
import { CodecError, isCodecError } from '../errors.js';
import { createHost } from './index.js';

const text = (value: string) => new TextEncoder().encode(value);

function codec<Id extends string>(
  id: Id,
  parts: Partial<Codec<{ shout?: boolean }>> & Partial<Omit<CodecDescriptor, 'id'>> & { startsWith?: string },
): CodecPlugin<Id, { shout?: boolean }> & { loads: number } {
  const { open, encode, audit, startsWith, ...descriptor } = parts;
  const plugin = {
    loads: 0,
    descriptor: {
      contract: 1 as const,
      kind: 'codec' as const,
      id,
      title: id,
      package: `codec-${id}`,
      version: '1.0.0',
      extensions: [`.${id}`],
      mimeTypes: [],
      magic: [],
      can: { open: ['value'] as const, encode: encode ? (['value'] as const) : [], audit: !!audit, seek: false },
      ...(startsWith === undefined
        ? {}
        : {
            sniff: ({ head }: Probe) =>
              new TextDecoder().decode(head).startsWith(startsWith) ? ('likely' as const) : undefined,
          }),
      ...descriptor,
    },
    load() {
      plugin.loads++;
      return Promise.resolve<Codec<{ shout?: boolean }>>({
        open: open ?? (async (source) => documentOf(id, new TextDecoder().decode(await source.read(0, source.size)))),
        ...(encode ? { encode } : {}),
        ...(audit ? { audit } : {}),
      });
    },
  };
  return plugin;
}

function documentOf(format: string, value: string): Document {
  return {
    format,
    inspect: () => Promise.resolve({ format }),
    value: () => Promise.resolve(value),
    close: () => Promise.resolve(),
  };
}

const malformed = (id: string) =>
  new CodecError({ codec: id, code: 'BRINE-TEST-BAD', fault: 'malformed', message: 'bad', offset: 3 });

async function failure(work: Promise<unknown>): Promise<CodecError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isCodecError(error)) throw new Error(`expected a CodecError, got ${String(error)}`);
  return error as CodecError;
}

describe('identify', () => {
  const base = codec('base', { startsWith: 'AB', extensions: ['.bin'] });
  const special = codec('special', { magic: [{ offset: 2, bytes: [0x43] }], refines: 'base', extensions: ['.sp.bin'] });
  const other = codec('other', { magic: [{ offset: 0, bytes: [0x41] }] });

  it('puts content before extension', async () => {
    const { matches } = await createHost([base, other]).identify(fromBytes(text('ABx'), 'x.bin'));
    expect(matches).toEqual([
      { codec: 'other', confidence: 'certain', by: 'content' },
      { codec: 'base', confidence: 'likely', by: 'content' },
    ]);
  });

  it('takes the refining codec and calls it no polyglot', async () => {
    const { matches, polyglot } = await createHost([base, special]).identify(fromBytes(text('ABC')));
    expect(matches.map(({ codec }) => codec)).toEqual(['special', 'base']);
    expect(polyglot).toEqual([]);
  });

  it('reports two certain matches as a polyglot', async () => {
    const { polyglot } = await createHost([special, other]).identify(fromBytes(text('ABC')));
    expect(polyglot).toEqual(['special', 'other']);
  });

  it('ranks the longer extension first', async () => {
    const { matches } = await createHost([base, special]).identify(fromBytes(text('??'), 'MODEL.SP.BIN'));
    expect(matches.map(({ codec, by }) => [codec, by])).toEqual([
      ['special', 'extension'],
      ['base', 'extension'],
    ]);
  });
});

describe('open', () => {
  it('loads only the codec that matches', async () => {
    const a = codec('a', { startsWith: 'A' });
    const b = codec('b', { startsWith: 'B' });
    const opened = await createHost([a, b]).open(fromBytes(text('Bx')));
    expect([opened.codec, await opened.view('value'), a.loads, b.loads]).toEqual(['b', 'Bx', 0, 1]);
  });

  it('passes options to the codec by its id, and types them', async () => {
    const shouting = codec('shouting', {
      startsWith: 'x',
      open: (_source, _context, options) => Promise.resolve(documentOf('shouting', options.shout ? 'X' : 'x')),
    });
    const opened = await createHost([shouting]).open(fromBytes(text('x')), { shouting: { shout: true } });
    expect(await opened.view('value')).toBe('X');
  });

  it('goes on to the next match when one that might match finds foreign bytes', async () => {
    const wrong = codec('wrong', { startsWith: 'A', open: () => Promise.reject(malformed('wrong')) });
    const right = codec('right', { startsWith: 'A' });
    expect((await createHost([wrong, right]).open(fromBytes(text('A')))).codec).toBe('right');
  });

  it('tries a special case of a sure match that cannot read the bytes after all', async () => {
    const base = codec('base', {
      magic: [{ offset: 0, bytes: [0x41] }],
      open: () => Promise.reject(malformed('base')),
    });
    const special = codec('special', { refines: 'base', sniff: () => 'possible' });
    expect((await createHost([special, base]).open(fromBytes(text('A')))).codec).toBe('special');
    const stranger = codec('stranger', { sniff: () => 'possible' });
    expect((await failure(createHost([stranger, base]).open(fromBytes(text('A'))))).codec).toBe('base');
    const circle = [codec('c1', { refines: 'c2' }), codec('c2', { refines: 'c1' })];
    expect(createHost(circle).registry.refines('c1', 'none')).toBe(false);
  });

  it('closes the source when nothing opens it, and not before', async () => {
    let closed = 0;
    const source = { ...fromBytes(text('A')), close: () => Promise.resolve(void closed++) };
    const closing = codec('closing', {
      startsWith: 'A',
      open: async (given) => {
        await given.close?.();
        throw malformed('closing');
      },
    });
    const right = codec('right', { startsWith: 'A', open: () => Promise.resolve(documentOf('right', String(closed))) });
    const opened = await createHost([closing, right]).open(source);
    expect(await opened.view('value')).toBe('0');
    await opened.close();
    await failure(createHost([closing]).open(source));
    expect(closed).toBe(2);
  });

  it('throws the error of the best match when none opens it', async () => {
    const best = codec('best', {
      magic: [{ offset: 0, bytes: [0x41] }],
      open: () => Promise.reject(malformed('best')),
    });
    const worse = codec('worse', { startsWith: 'A' });
    const error = await failure(createHost([worse, best]).open(fromBytes(text('A'))));
    expect([error.codec, error.fault, error.at.offset]).toEqual(['best', 'malformed', 3]);
  });

  it('says what is installed when nothing matches', async () => {
    const error = await failure(createHost([codec('a', { startsWith: 'A' })]).open(fromBytes(text('zzz'))));
    expect(error).toMatchObject({
      code: 'BRINE-CORE-UNKNOWN',
      fault: 'unsupported',
      hint: 'Formats that are installed: a.',
    });
  });

  it('opens what is inside a container, and says which containers', async () => {
    const inner = codec('inner', { startsWith: 'in' });
    const wrap = codec('wrap', {
      startsWith: 'W',
      can: { open: [], encode: [], audit: false, seek: false, container: true },
      open: async (source, context) => context.open(fromBytes(await source.read(1, source.size - 1))),
    });
    const opened = await createHost([inner, wrap]).open(fromBytes(text('WWin')));
    expect([opened.codec, opened.containers, await opened.view('value')]).toEqual(['inner', ['wrap', 'wrap'], 'in']);
    expect((await opened.inspect()).containers).toEqual(['wrap', 'wrap']);
  });

  it('stops at the depth limit', async () => {
    const mirror = codec('mirror', { startsWith: 'M', open: (source, context) => context.open(source) });
    const error = await failure(createHost([mirror], { limits: { depth: 20 } }).open(fromBytes(text('M'))));
    expect([error.fault, error.code]).toEqual(['limit', 'BRINE-LIMIT-DEPTH']);
  });

  it('turns an error that is not ours into a bug report', async () => {
    const broken = codec('broken', { startsWith: 'B', open: () => Promise.reject(new TypeError('x is undefined')) });
    expect(await failure(createHost([broken]).open(fromBytes(text('B'))))).toMatchObject({
      fault: 'bug',
      codec: 'broken',
    });
  });

  it('honours an aborted signal', async () => {
    const error = await createHost([codec('a', { startsWith: 'A' })])
      .open(fromBytes(text('A')), { signal: AbortSignal.abort() })
      .catch((thrown: unknown) => thrown);
    expect((error as Error).name).toBe('AbortError');
  });

  it('gives a sibling only by a plain name', async () => {
    const reader = codec('reader', {
      startsWith: 'R',
      open: async (source, context) =>
        documentOf(
          'reader',
          String((await context.sibling(new TextDecoder().decode(await source.read(1, source.size - 1))))?.size),
        ),
    });
    const open = (name: string) =>
      createHost([reader]).open({
        ...fromBytes(text('R' + name)),
        sibling: (asked) => Promise.resolve(fromBytes(text(asked))),
      });
    expect(await (await open('data.bin')).view('value')).toBe('8');
    for (const name of ['../x', '/etc/passwd', 'a\\b', '..', '', 'C:x', 'a\0b']) {
      expect(await failure(open(name))).toMatchObject({ code: 'BRINE-IO-NAME', fault: 'malformed' });
    }
  });
});

describe('views and converters', () => {
  const program: Program = { name: 'p', inputs: [], outputs: [], stages: [], methods: {} };
  const converter = (id: string, knows: boolean, extendsId?: string): ConverterPlugin => ({
    descriptor: {
      contract: 1,
      kind: 'converter',
      id,
      title: id,
      package: id,
      version: '1',
      from: 'value',
      to: 'program',
      ...(extendsId ? { extends: extendsId } : {}),
    },
    load: () => Promise.resolve({ recognises: () => knows, convert: () => Promise.resolve({ ...program, name: id }) }),
  });
  const a = codec('a', { startsWith: 'A' });

  it('converts by the first converter that recognises the view, an extension before what it extends', async () => {
    const open = async (...plugins: ConverterPlugin[]) =>
      (await createHost([a, ...plugins]).open(fromBytes(text('A')))).view('program');
    expect((await open(converter('no', false), converter('yes', true))).name).toBe('yes');
    expect((await open(converter('yes', true), converter('mine', true, 'yes'))).name).toBe('mine');
  });

  it('says which converters did not recognise it, or that there is none', async () => {
    const one = await createHost([a, converter('no', false)]).open(fromBytes(text('A')));
    expect(one.has('program')).toBe(true);
    expect((await failure(one.view('program'))).message).toContain('tried no');
    const none = await createHost([a]).open(fromBytes(text('A')));
    expect(none.has('program')).toBe(false);
    expect(await failure(none.view('program'))).toMatchObject({ code: 'BRINE-CORE-VIEW', hint: 'It has: value.' });
  });

  it('makes a stage by the converter that lists its kind', async () => {
    const record = { description: { kind: 'maker.x', parameters: { a: 1 } }, inputs: [], outputs: [] };
    const made = (bad?: Error) => ({
      recognises: () => false,
      convert: () => Promise.resolve(program),
      stage: (said: StageRecord) =>
        bad ? Promise.reject(bad) : Promise.resolve({ ...said, kind: 'text' as const, run: () => Promise.resolve({}) }),
    });
    const listing = (load: () => Promise<unknown>) => {
      const plain = converter('maker', false);
      return { descriptor: { ...plain.descriptor, stages: ['maker.x'] }, load } as ConverterPlugin;
    };
    const stage = (...plugins: ConverterPlugin[]) => createHost(plugins).context().stage(record);
    expect(
      await stage(
        converter('no', false),
        listing(() => Promise.resolve(made())),
      ),
    ).toMatchObject(record);
    expect(await failure(stage(converter('no', false)))).toMatchObject({
      code: 'BRINE-CORE-STAGE',
      fault: 'unsupported',
    });
    expect(await failure(stage(listing(() => Promise.resolve({ recognises: () => false }))))).toMatchObject({
      code: 'BRINE-CORE-STAGE-BUG',
      fault: 'bug',
    });
    expect(await failure(stage(listing(() => Promise.resolve(made(new TypeError('x'))))))).toMatchObject({
      codec: 'maker',
      fault: 'bug',
    });
  });

  it('encodes an opened file, and refuses a codec that cannot write', async () => {
    const writer = codec('writer', {
      encode: async (views, sink) => {
        await sink.write(text(String(await views.value!())));
        return [];
      },
    });
    const host = createHost([a, writer]);
    const sink = toMemory();
    await host.encode(await host.open(fromBytes(text('Abc'))), sink, { to: 'writer' });
    expect(new TextDecoder().decode(sink.toBytes())).toBe('Abc');
    expect([host.encoderFor('x.writer'), host.encoderFor('x.a')]).toEqual(['writer', undefined]);
    expect(await failure(host.encode({}, sink, { to: 'a' }))).toMatchObject({
      fault: 'unsupported',
      code: 'BRINE-CORE-ENCODE',
    });
    expect(await failure(host.encode({}, sink, { to: 'nothing' }))).toMatchObject({ fault: 'option' });
  });
});

describe('registry', () => {
  it('refuses two plugins of one id, and one of another contract', () => {
    expect(() => createHost([codec('a', {}), codec('a', {})])).toThrow(/two plugins have the id a/);
    const future = codec('future', {});
    expect(() => createHost([{ ...future, descriptor: { ...future.descriptor, contract: 2 as 1 } }])).toThrow(
      /contract 2/,
    );
  });

  it('adds what a plugin includes unless it was named', () => {
    const named = codec('gzip', { title: 'mine' });
    const bringing = { ...codec('a', {}), includes: [codec('gzip', { title: 'theirs' }), codec('zlib', {})] };
    const { codecs } = createHost([bringing, named]).registry;
    expect(codecs.map(({ descriptor }) => descriptor.title)).toEqual(['a', 'mine', 'zlib']);
  });
});

describe('audit', () => {
  const collect = async (host: ReturnType<typeof createHost>, content: string) => {
    const codes: string[] = [];
    for await (const { code } of host.audit(fromBytes(text(content)))) codes.push(code);
    return codes;
  };

  it('asks the codec, and never proves what it does not know', async () => {
    const audited = codec('audited', {
      startsWith: 'A',
      async *audit() {
        yield { code: 'BRINE-TEST-001', severity: 'high', message: 'bad', effect: 'dangerous' };
      },
    });
    const host = createHost([audited, codec('plain', { startsWith: 'P' })]);
    const forced: string[] = [];
    for await (const { code } of host.audit(fromBytes(text('?')), { codec: 'audited' })) forced.push(code);
    expect(forced).toEqual(['BRINE-TEST-001']);
    expect(() => host.audit(fromBytes(text('A')), { codec: 'none' })).toThrow('there is no codec "none"');
    expect([await collect(host, 'A'), await collect(host, 'P'), await collect(host, '?')]).toEqual([
      ['BRINE-TEST-001'],
      ['BRINE-CORE-003'],
      ['BRINE-CORE-002'],
    ]);
  });
});
