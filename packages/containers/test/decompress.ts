import {
  DEFAULT_LIMITS,
  fromBytes,
  type ByteSource,
  type CodecErrorShape,
  type CodecPlugin,
  type Limits,
  type Note,
} from '@brine/core';
import { createHost } from '@brine/core/host';

interface Settings {
  readonly name?: string;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly progress?: () => void;
}

/** What a container hands to the host: the bytes inside, their name, and what it said. */
export async function decompress(plugin: CodecPlugin, file: Uint8Array | ByteSource, settings: Settings = {}) {
  const { name, limits, signal, progress } = settings;
  const notes: Note[] = [];
  let inner: ByteSource | undefined;
  const codec = await plugin.load();
  const document = {
    format: 'inner',
    inspect: () => Promise.resolve({ format: 'inner' }),
    close: () => Promise.resolve(),
  };
  const context = {
    ...createHost([]).context(),
    limits: { ...DEFAULT_LIMITS, ...limits },
    note: (note: Note) => notes.push(note),
    open: (source: ByteSource) => ((inner = source), Promise.resolve(document)),
    ...(signal ? { signal } : {}),
    ...(progress ? { progress } : {}),
  };
  const opened = await codec.open(file instanceof Uint8Array ? fromBytes(file, name) : file, context, {});
  return { source: inner!, bytes: inner!.bytes!, name: inner!.name, notes, isInner: opened === document };
}

/** The error that comes of it. */
export async function failure(plugin: CodecPlugin, bytes: Uint8Array, settings?: Settings): Promise<CodecErrorShape> {
  return decompress(plugin, bytes, settings).then(
    () => {
      throw new Error('It was read.');
    },
    (error: unknown) => error as CodecErrorShape,
  );
}
