import { CodecError, concatBytes, crc32, type ByteSink } from '@brine/core';
import { LAYOUTS, type Layout } from '../spec/layouts.js';
import { FLAG, METHOD } from '../spec/records.js';
import { descriptor, endRecords, entry, localHeader, type Written } from './records.js';

export interface ZipMemberOptions {
  /** Default `stored`. */
  readonly method?: keyof typeof METHOD;
  /** Of DEFLATE, 1 to 9. Default 6. */
  readonly level?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  /** Makes the data begin at a multiple of so many bytes: 64 in PyTorch's files. */
  readonly align?: number;
  /** Writes the sizes with 64 bits into the local header even where they fit, as numpy does. */
  readonly zip64?: boolean;
  /** Time of the last change, in UTC. Without it there is none in the archive, so that equal contents give equal bytes. */
  readonly modified?: Date;
}

export interface ZipWriterOptions extends ZipMemberOptions {
  /** Which writer's habits it takes on, byte for byte: Python's zipfile (default) or `torch.save`. */
  readonly layout?: keyof typeof LAYOUTS;
  /** Id of the codec on whose behalf it writes, for errors. Default `zip`. */
  readonly codec?: string;
}

/** Writes an archive into a sink, a member after another. */
export interface ZipWriter {
  /** Bytes written so far: the offset of the next member. */
  readonly offset: number;
  /**
   * Writes a member.
   *
   * @param content - its bytes, in one or several pieces
   * @param options - in place of those of the writer
   * @throws CodecError `encode` for a name that is empty, too long or taken
   */
  add(name: string, content: Uint8Array | readonly Uint8Array[], options?: ZipMemberOptions): Promise<void>;
  /** Writes the directory. Nothing can be added after it. */
  finish(): Promise<void>;
}

export function zipWriter(sink: ByteSink, options: ZipWriterOptions = {}): ZipWriter {
  const layout: Layout = LAYOUTS[options.layout ?? 'python'];
  const entries: Uint8Array[] = [];
  const names = new Set<string>();
  let offset = 0;
  const write = async (bytes: Uint8Array) => {
    await sink.write(bytes);
    offset += bytes.length;
  };
  return {
    get offset() {
      return offset;
    },
    async add(name, content, own) {
      const settings = { ...options, ...own };
      const nameBytes = new TextEncoder().encode(name);
      if (name === '' || nameBytes.length > 0xffff || names.has(name)) throw badName(name, names, options.codec);
      names.add(name);
      const pieces: readonly Uint8Array[] = ArrayBuffer.isView(content) ? [content] : content;
      const method = settings.method ?? 'stored';
      const size = lengthOf(pieces);
      const follows = layout.descriptor && size > 0;
      const isAscii = nameBytes.length === name.length;
      const stored = method === 'stored' ? pieces : [await deflated(pieces, settings.level ?? 6)];
      const member: Written = {
        name: nameBytes,
        method: METHOD[method],
        flags: (isAscii && !layout.alwaysUtf8 ? 0 : FLAG.utf8) | (follows ? FLAG.descriptor : 0),
        modified: settings.modified ? dosTime(settings.modified) : layout.modified,
        crc32: pieces.reduce((crc, piece) => crc32(piece, crc), 0),
        size,
        compressedSize: lengthOf(stored),
        offset,
        zip64: settings.zip64 ?? false,
      };
      await write(localHeader(member, layout, settings.align ?? 1));
      for (const piece of stored) await write(piece);
      if (follows) await write(descriptor(member));
      entries.push(entry(member, layout));
    },
    async finish() {
      const start = offset;
      for (const bytes of entries) await write(bytes);
      await write(endRecords({ count: entries.length, offset: start, size: offset - start }, layout));
    },
  };
}

async function deflated(pieces: readonly Uint8Array[], level: NonNullable<ZipMemberOptions['level']>) {
  const { deflateRaw } = await import('pako');
  return deflateRaw(concatBytes(pieces), { level });
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

/** @see APPNOTE 4.4.6: years from 1980 to 2107, two seconds a tick */
function dosTime(time: Date): number {
  const year = Math.min(Math.max(time.getUTCFullYear(), 1980), 2107);
  const date = ((year - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  return date * 2 ** 16 + clock;
}

function badName(name: string, names: ReadonlySet<string>, codec = 'zip'): CodecError {
  return new CodecError({
    codec,
    code: 'BRINE-ZIP-NAME',
    fault: 'encode',
    message: names.has(name)
      ? `Two members have the name ${JSON.stringify(name)}.`
      : 'A member has an empty name, or one of more than 65535 bytes.',
    path: `${name.slice(0, 100)}:`,
  });
}
