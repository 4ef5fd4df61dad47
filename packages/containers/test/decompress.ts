import { DEFAULT_LIMITS, fromBytes, type ByteSource, type CodecPlugin, type Limits, type Note } from '@brine/core';
import { createHost } from '@brine/core/host';

/** What a container hands to the host: the bytes inside, their name, and what it said. */
export async function decompress(
  plugin: CodecPlugin,
  bytes: Uint8Array,
  settings: { name?: string; limits?: Partial<Limits>; signal?: AbortSignal } = {},
) {
  const { name, limits, signal } = settings;
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
  };
  const opened = await codec.open(fromBytes(bytes, name), context, {});
  return { bytes: inner!.bytes!, name: inner!.name, notes, isInner: opened === document };
}
