/** Files as the commands name them: a path, or `-` for standard input and output. */

import { type ByteSink, type ByteSource, CodecError, fromBytes, toMemory } from '@brine/core';
import type { Io } from './io.js';

const STREAM = '-';

/** @throws CodecError `io` when the file cannot be opened */
export async function openSource(io: Io, file: string): Promise<ByteSource> {
  if (file === STREAM) return fromBytes(await io.readStdin());
  const { fromFile } = await import('./disk.js');
  return fromFile(file);
}

/** A larger file is not read before it is known what it is. */
const MOST_AHEAD = 1 << 28;

/**
 * Reads a file that will be needed whole, while the plugins for it are being imported.
 *
 * @param most - bytes that the limits allow
 * @returns a source in memory, that need not be closed; undefined for what is not read ahead: standard input, a huge file
 * @throws CodecError `io` when the file cannot be read
 */
export async function readAhead(io: Io, file: string, most = Infinity): Promise<ByteSource | undefined> {
  if (file === STREAM) return undefined;
  const source = await openSource(io, file);
  try {
    if (source.size > Math.min(most, MOST_AHEAD)) return undefined;
    const { size, name, sibling } = source;
    const memory = fromBytes(await source.read(0, size), name);
    return sibling ? { ...memory, sibling } : memory;
  } finally {
    await source.close?.();
  }
}

/** All bytes of a file. */
export async function readFile(io: Io, file: string): Promise<Uint8Array> {
  const source = await openSource(io, file);
  try {
    return source.bytes ?? (await source.read(0, source.size));
  } finally {
    await source.close?.();
  }
}

/**
 * Writes an output whole or not at all: to a temporary file beside the target that is renamed when `write` is done and removed
 * when it throws or the process is ended by a signal; or to standard output, at the end.
 */
export async function writeOutput<T>(io: Io, file: string, write: (sink: ByteSink) => Promise<T>): Promise<T> {
  if (file === STREAM) {
    const sink = toMemory();
    const result = await write({ write: sink.write, sibling: noSibling });
    await io.write(sink.toBytes());
    return result;
  }
  const { removeTemporaries, toFile } = await import('./disk.js');
  cleanUpOnSignals(removeTemporaries);
  const sink = await toFile(file);
  try {
    const result = await write(sink);
    await sink.commit();
    return result;
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/** Writes text in pieces, so that no string has to hold all of it. */
export async function writeText(sink: ByteSink, chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const encoder = new TextEncoder();
  for await (const chunk of chunks) await sink.write(encoder.encode(chunk));
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let watching = false;

function cleanUpOnSignals(removeTemporaries: () => void): void {
  if (watching) return;
  watching = true;
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      removeTemporaries();
      // Nobody listens any more: the signal now ends the process as it does any other.
      process.kill(process.pid, signal);
    });
  }
}

function noSibling(): Promise<ByteSink> {
  throw new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-SIBLING',
    fault: 'option',
    message: 'the output is several files, and standard output takes one',
    hint: 'Name a file to write to.',
  });
}
