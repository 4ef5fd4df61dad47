/** Files as byte sources. */

import { open, realpath, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../contract/bytes.js';
import { checkRange } from '../bytes/range.js';
import { CodecError } from '../errors.js';
import { ioError } from './io-error.js';

/** One read call never takes more: Linux stops at 2^31 - 4096 bytes. */
const CHUNK = 1 << 30;

/**
 * Many bytes are read in pieces side by side: most of the time goes into taking fresh memory. Of the four threads that Node has for
 * files one is left for others, such as the modules that are imported meanwhile.
 */
const PIECES = 3;
const PIECE = 1 << 22;

/**
 * Opens a file for positioned reads; nothing is read yet. Its `sibling` opens files of the same folder.
 *
 * @throws CodecError `io` when it cannot be opened or is not a regular file
 */
export async function fromFile(path: string): Promise<ByteSource> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw ioError(error, path, 'opened');
  }
  const stat = await handle.stat();
  if (!stat.isFile()) {
    await handle.close();
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-IO-OPEN',
      fault: 'io',
      message: `${path} is ${stat.isDirectory() ? 'a folder' : 'not a regular file'}`,
      hint: stat.isDirectory() ? 'Name the files in it.' : undefined,
    });
  }
  let closed = false;
  return {
    size: stat.size,
    name: basename(path),
    async read(offset, length, signal) {
      checkRange(stat.size, offset, length);
      // Not from Buffer's pool: views of the result are handed out and must be aligned and alone in their memory.
      const bytes = new Uint8Array(length);
      const fill = async (from: number, to: number) => {
        for (let done = from; done < to;) {
          signal?.throwIfAborted();
          const { bytesRead } = await handle
            .read(bytes, done, Math.min(to - done, CHUNK), offset + done)
            .catch((error: unknown) => {
              throw ioError(error, path, 'read');
            });
          if (bytesRead === 0) throw ioError(new Error('it became shorter while it was read'), path, 'read');
          done += bytesRead;
        }
      };
      const piece = Math.max(PIECE, Math.ceil(length / PIECES));
      const pieces = Array.from({ length: Math.ceil(length / piece) }, (_, i) => i * piece);
      await Promise.all(pieces.map((from) => fill(from, Math.min(length, from + piece))));
      return bytes;
    },
    sibling: (name) => openSibling(dirname(path), name),
    async close() {
      if (closed) return;
      closed = true;
      await handle.close();
    },
  };
}

async function openSibling(folder: string, name: string): Promise<ByteSource | undefined> {
  const path = join(folder, name);
  let real: string;
  try {
    real = await realpath(path);
  } catch {
    return undefined;
  }
  if (dirname(real) !== (await realpath(folder))) {
    throw new CodecError({
      codec: 'core',
      code: 'BRINE-IO-LINK',
      fault: 'malformed',
      message: `${JSON.stringify(name)} is a link that leaves the folder of the file`,
      hint: 'Copy the file that it points to into the folder, if you trust it.',
    });
  }
  // The resolved path, so that a link exchanged since then is not followed.
  return fromFile(real);
}
