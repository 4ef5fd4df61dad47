/** What all containers share: a plugin that decompresses a file and has the host open what is inside. */

import { fromBytes, readAll, type ByteSource, type CodecDescriptor, type CodecPlugin } from '@brine/core';
import { version } from '../package.json';
import { Task } from './task.js';

/**
 * Decompresses the whole input of a task into its output.
 *
 * @throws CodecError `malformed` with the offset in the compressed file, `unsupported`, or `limit`
 */
export type Decompress = (task: Task) => Promise<void>;

/** What distinguishes one container from another. */
export interface ContainerFormat<Id extends string> extends Pick<
  CodecDescriptor,
  'title' | 'extensions' | 'mimeTypes' | 'magic' | 'sniff'
> {
  readonly id: Id;
  /** Loads the module that reads it. */
  read(): Promise<{ readonly decompress: Decompress }>;
}

export function container<Id extends string>({ read, ...about }: ContainerFormat<Id>): CodecPlugin<Id, unknown> {
  const { id, extensions } = about;
  return {
    descriptor: {
      contract: 1,
      kind: 'codec',
      package: '@brine/containers',
      version,
      can: { open: [], encode: [], audit: true, seek: false, container: true },
      ...about,
    },
    load: once(async () => {
      const { decompress } = await read();
      return {
        async *audit(source, context) {
          const { auditContainer } = await import('./audit/audit.js');
          yield* auditContainer(id, source, context, decompress, (bytes) => inner(bytes, source, extensions));
        },
        async open(source, context) {
          const { limits, signal } = context;
          signal?.throwIfAborted();
          const task = new Task(id, await readAll(source, limits, id, signal), context);
          await decompress(task);
          // Nothing is left to be read in it, so that no one has to keep it open for what is inside.
          await source.close?.();
          return context.open(inner(task.output.toBytes(), source, extensions));
        },
      };
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** What is inside, in the same folder, named without the container's own extension. */
function inner(bytes: Uint8Array, { name, sibling }: ByteSource, extensions: readonly string[]): ByteSource {
  const extension = extensions.find((one) => name?.toLowerCase().endsWith(one));
  return {
    ...fromBytes(bytes, extension === undefined ? name : name?.slice(0, -extension.length)),
    ...(sibling ? { sibling } : {}),
  };
}
