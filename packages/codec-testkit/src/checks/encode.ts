import { CodecError, fromBytes, toMemory, type ByteSink, type EncodeViews, type View } from '@brine/core';
import { assert, assertCodecError, isAbort, rejection } from '../tools/assert.js';
import { difference } from '../tools/difference.js';
import { readView, type TensorContent } from '../tools/everything.js';
import type { Subject } from '../subject.js';
import type { Check, EncodeCase } from '../suite.js';

/** Where things lie is the file's business, not the value's. */
const PLACES = new Set(['offset', 'byteLength', 'bigEndian', 'strides']);

/** Writing: the same bytes each time, nothing lost in silence, nothing written of what cannot be. */
export function encodeChecks(subject: Subject): Check[] {
  const { suite, plugin } = subject;
  const { can } = plugin.descriptor;
  if (can.encode.length === 0) return [];

  const encode = async (views: EncodeViews, sink: ByteSink, signal?: AbortSignal) => {
    const { encode: write } = await subject.codec();
    return write!(views, sink, subject.context(signal ? { signal } : {}), suite.options ?? {});
  };
  /** The views of a case that the codec writes, as the host would hand them over. */
  const casesToWrite = async (): Promise<EncodeCase[]> => {
    const ofFiles = suite.cases.map(async (file) => {
      const document = await subject.openCase(file);
      return { name: file.name, views: only(document as unknown as EncodeViews, can.encode) };
    });
    return [...(await Promise.all(ofFiles)), ...(suite.encodes ?? [])];
  };

  return [
    {
      name: 'encode: each declared view is written by itself, and written the same again',
      async run() {
        const proven = new Set<View>();
        for (const { name, views } of await casesToWrite()) {
          for (const view of can.encode) {
            if (!views[view]) continue;
            const sinks = [toMemory(), toMemory()];
            for (const sink of sinks) await encode(only(views, [view]), sink);
            assert(
              difference(sinks[0]!.toBytes(), sinks[1]!.toBytes()) === undefined,
              `${name}, ${view}: other bytes the second time`,
            );
            proven.add(view);
          }
        }
        const unproven = can.encode.filter((view) => !proven.has(view));
        assert(unproven.length === 0, `neither cases nor encodes hold: ${unproven.join(', ')}`);
      },
    },
    {
      name: 'encode: what was written is read as the same, but for what the notes say',
      async run() {
        for (const { name, views } of await casesToWrite()) {
          for (const view of can.encode.filter((one) => can.open.includes(one))) {
            if (!views[view]) continue;
            const sink = toMemory();
            const notes = await encode(only(views, [view]), sink);
            if (notes.some(({ loss }) => loss)) continue;
            const before = await readView(views as never, view);
            const after = await readView(await subject.open(fromBytes(sink.toBytes(), name)), view);
            const wrong = difference(sorted(before), sorted(after), PLACES);
            assert(wrong === undefined, `${name}, ${view}: it comes back different at ${wrong}`);
          }
        }
      },
    },
    ...suite.cases
      .filter(({ canonical }) => canonical)
      .map((file) => ({
        name: `encode: ${file.name} is written as it was`,
        async run() {
          const sink = toMemory();
          await encode(only((await subject.openCase(file)) as unknown as EncodeViews, can.encode), sink);
          const written = sink.toBytes();
          const at = file.bytes.findIndex((byte, i) => byte !== written[i]);
          assert(
            at < 0 && written.length === file.bytes.length,
            `the bytes differ from ${at < 0 ? file.bytes.length : at} on`,
          );
        },
      })),
    {
      name: 'encode: a failing sink stops it, with the error of the sink',
      async run() {
        for (const { name, views } of await casesToWrite()) {
          if (Object.keys(views).length === 0) continue;
          const full = new CodecError({
            codec: 'core',
            code: 'BRINE-IO-WRITE',
            fault: 'io',
            message: 'the disk is full',
          });
          const sink: ByteSink = { write: () => Promise.reject(full), sibling: () => Promise.reject(full) };
          const error = await rejection(encode(views, sink), `${name}, written on a full disk,`);
          assert(error === full, `${name}: it ended with ${String(error)}`);
        }
      },
    },
    {
      name: 'encode: an aborted signal stops it',
      async run() {
        for (const { name, views } of await casesToWrite()) {
          if (Object.keys(views).length === 0) continue;
          const error = await rejection(encode(views, toMemory(), AbortSignal.abort()), `${name}, aborted,`);
          assert(isAbort(error), `${name}: it ended with ${String(error)}`);
        }
      },
    },
    {
      name: 'encode: without a view that it takes it refuses, and writes nothing',
      async run() {
        const sink = toMemory();
        const error = await rejection(encode({}, sink), 'nothing');
        assertCodecError(error, 'nothing');
        assert(error.fault === 'encode' || error.fault === 'unsupported', `the fault is ${error.fault}`);
        assert(sink.toBytes().length === 0, 'something was written all the same');
      },
    },
    ...(suite.unencodable ?? []).map(({ name, views }) => ({
      name: `encode: ${name} is refused`,
      async run() {
        const error = await rejection(encode(views, toMemory()), name);
        assertCodecError(error, name);
        assert(error.fault === 'encode' || error.fault === 'unsupported', `the fault is ${error.fault}`);
      },
    })),
  ];
}

/** Some of the views, bound to what they are methods of. */
function only(views: EncodeViews, wanted: readonly View[]): EncodeViews {
  const present = wanted.filter((view) => views[view] !== undefined);
  return Object.fromEntries(present.map((view) => [view, () => (views[view] as () => Promise<never>).call(views)]));
}

/** Tensors by name: a format may keep them in an order of its own. */
function sorted(view: unknown): unknown {
  if (!Array.isArray(view)) return view;
  return [...(view as TensorContent[])].sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));
}
