import { fromBytes, type ByteSource, type Codec, type CodecPlugin, type Context, type Document } from '@brine/core';
import { createHost, type Host, type HostSettings } from '@brine/core/host';
import type { CodecSuite } from './suite.js';

/** The codec under test with what it needs around it. */
export interface Subject {
  readonly plugin: CodecPlugin;
  readonly suite: CodecSuite;
  readonly id: string;
  readonly host: Host;
  codec(): Promise<Codec>;
  /** A context as the host gives it. */
  context(settings?: HostSettings): Context;
  /** Opens by the codec itself, without the host in between: what it throws comes out as it is. */
  open(source: ByteSource, settings?: HostSettings): Promise<Document>;
  openCase(file: { readonly name: string; readonly bytes: Uint8Array }, settings?: HostSettings): Promise<Document>;
}

export function createSubject(plugin: CodecPlugin, suite: CodecSuite): Subject {
  const host: Host = createHost([plugin, ...(suite.with ?? [])]);
  const { id } = plugin.descriptor;
  const subject: Subject = {
    plugin,
    suite,
    id,
    host,
    codec: () => plugin.load(),
    context: (settings = {}) => host.context({ ...settings, [id]: suite.options }),
    open: async (source, settings) =>
      (await subject.codec()).open(source, subject.context(settings), suite.options ?? {}),
    openCase: ({ bytes, name }, settings) => subject.open(fromBytes(bytes, name), settings),
  };
  return subject;
}
