/**
 * Files written whole or not at all: to a temporary file beside the target, synced, then renamed over it.
 */

import { unlinkSync } from 'node:fs';
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { assertPlainName } from '../bytes/memory.js';
import type { ByteSink } from '../contract/bytes.js';
import { isCodecError } from '../errors.js';
import { ioError } from './io-error.js';

/** Writes smaller than this are gathered. */
const BUFFER = 1 << 16;

/** A file that appears when it is committed. Siblings are committed and aborted with it. */
export interface FileSink extends ByteSink {
  /**
   * Makes the file (and its siblings, first) appear under its name.
   *
   * @throws CodecError `io`; nothing appears then
   */
  commit(): Promise<void>;
  /** Removes what was written. Harmless after `commit`. */
  abort(): Promise<void>;
}

/** Temporary files that exist now. */
const temporaries = new Set<string>();

/** Removes the temporary files of this process at once: for a signal handler that ends the process. */
export function removeTemporaries(): void {
  for (const path of temporaries) {
    try {
      unlinkSync(path);
    } catch {
      // It was renamed or removed meanwhile: nothing to do.
    }
  }
  temporaries.clear();
}

/**
 * A sink for a file. An existing file stays whole until `commit`; its permissions are kept, and a link is written through.
 *
 * @throws CodecError `io` when no file can be made in the folder
 */
export async function toFile(path: string): Promise<FileSink> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (existing) => existing.mode & 0o777,
    () => undefined,
  );
  const temporary = join(
    dirname(target),
    `.${basename(target)}.${process.pid}.${Math.random().toString(36).slice(2, 10)}.tmp`,
  );
  let handle: FileHandle;
  try {
    handle = await open(temporary, 'wx', mode ?? 0o666);
    temporaries.add(temporary);
  } catch (error) {
    throw ioError(error, path, 'written');
  }

  const siblings = new Map<string, FileSink>();
  const buffer = new Uint8Array(BUFFER);
  let filled = 0;
  let isOpen = true;

  const flush = async (bytes: Uint8Array) => {
    let done = 0;
    try {
      while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
    } catch (error) {
      throw ioError(error, path, 'written');
    }
  };
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };

  const sink: FileSink = {
    name: basename(path),
    async write(bytes) {
      if (filled + bytes.length > BUFFER) {
        await flush(buffer.subarray(0, filled));
        filled = 0;
      }
      if (bytes.length > BUFFER) return flush(bytes);
      buffer.set(bytes, filled);
      filled += bytes.length;
    },
    async sibling(name) {
      assertPlainName(name, 'option');
      let beside = siblings.get(name);
      if (!beside) siblings.set(name, (beside = await toFile(join(dirname(target), name))));
      return beside;
    },
    async commit() {
      try {
        await flush(buffer.subarray(0, filled));
        filled = 0;
        await handle.sync();
        await close();
        for (const sibling of siblings.values()) await sibling.commit();
        await rename(temporary, target);
        temporaries.delete(temporary);
      } catch (error) {
        await sink.abort();
        throw isCodecError(error) ? error : ioError(error, path, 'written');
      }
      await syncFolder(dirname(target));
    },
    async abort() {
      filled = 0;
      await close();
      for (const sibling of siblings.values()) await sibling.abort();
      if (temporaries.delete(temporary)) await unlink(temporary).catch(() => undefined);
    },
  };
  return sink;
}

/** Makes the rename itself durable. Windows has no folders to sync. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
