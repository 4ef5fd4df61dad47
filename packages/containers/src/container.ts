import { fromBytes, readAll, type CodecDescriptor, type CodecPlugin, type Note } from '@brine/core';
import { version } from '../package.json';
import { Output } from './output.js';

/** What a decoder works on. */
export interface Task {
  readonly input: Uint8Array;
  readonly output: Output;
  readonly signal?: AbortSignal;
  note(note: Note): void;
}

/**
 * Decompresses a whole file.
 *
 * @throws CodecError `malformed` with the offset in the compressed file, `unsupported`, or `limit`
 */
export type Decode = (task: Task) => void | Promise<void>;

/** What distinguishes one container from another. */
export interface ContainerFormat<Id extends string> extends Pick<
  CodecDescriptor,
  'title' | 'extensions' | 'mimeTypes' | 'magic' | 'sniff'
> {
  readonly id: Id;
  load(): Promise<Decode>;
}

/** A plugin that decompresses a file and has the host open what is inside. */
export function container<Id extends string>({ load, ...about }: ContainerFormat<Id>): CodecPlugin<Id, unknown> {
  const descriptor = {
    contract: 1,
    kind: 'codec',
    package: '@brine/containers',
    version,
    can: { open: [], encode: [], audit: false, seek: false, container: true },
    ...about,
  } as const;
  const { id, extensions } = about;
  return {
    descriptor,
    load: once(async () => {
      const decode = await load();
      return {
        async open(source, { limits, signal, note, open }) {
          signal?.throwIfAborted();
          const input = await readAll(source, limits, id, signal);
          const output = new Output(id, limits, input.length);
          await decode({ input, output, note, ...(signal ? { signal } : {}) });
          return open(fromBytes(output.toBytes(), innerName(source.name, extensions)));
        },
      };
    }),
  };
}

/** The name without the container's own extension: what is inside is sniffed by what is left. */
function innerName(name: string | undefined, extensions: readonly string[]): string | undefined {
  const extension = extensions.find((one) => name?.toLowerCase().endsWith(one));
  return extension === undefined ? name : name?.slice(0, -extension.length);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
