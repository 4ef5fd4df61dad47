/**
 * Where bytes come from and where they go.
 *
 * Only `core/src/bytes` and `core/src/node` await input or output; everything above works on byte ranges.
 */

/** Consecutive bytes of a source. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * Random-access bytes of known size: memory, a Blob, an HTTP resource with ranges, a file.
 */
export interface ByteSource {
  /** Size in bytes. */
  readonly size: number;
  /** A name for messages and for the extension; never used to open anything. */
  readonly name?: string;
  /**
   * Reads exactly `length` bytes from `offset`. The result may be a view of memory that the source keeps: do not write to it.
   *
   * @param offset - byte offset, `0 <= offset`, `offset + length <= size`
   * @param length - bytes to read
   * @throws CodecError with fault `io` when the bytes cannot be had, or `malformed` (`BRINE-IO-RANGE`) when the range passes the end:
   * a read is never short
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  /**
   * Reads several ranges in as few round trips as can be. A source has it where a round trip costs more than the bytes that it
   * brings (HTTP): a reader then asks seldom, for more at once, and for what it will probably need.
   *
   * @param ranges - in the order of the file, none overlapping another
   * @returns the bytes of each range, exactly as `read` gives them
   */
  readRanges?(ranges: readonly ByteRange[], signal?: AbortSignal): Promise<Uint8Array[]>;
  /** All bytes, when they are already in memory: lets a decoder make views of them and never copy. */
  readonly bytes?: Uint8Array;
  /**
   * Opens a file in the same folder, for a source that has one. The host has checked that `name` is plain; the source refuses a
   * link that leaves the folder.
   *
   * @returns undefined when there is no such file
   * @throws CodecError `malformed` (`BRINE-IO-LINK`) for a link that leaves the folder
   */
  sibling?(name: string): Promise<ByteSource | undefined>;
  /** Releases what the source holds (a file descriptor). Idempotent. */
  close?(): Promise<void>;
}

/**
 * Where an encoder writes. A sink is committed or aborted by whoever made it, never by the codec: a codec that throws leaves
 * nothing behind.
 */
export interface ByteSink {
  /** The file's own name, where it has one: for the names of what an encoder writes beside it. */
  readonly name?: string;
  /**
   * Appends bytes. The sink copies or writes them before the promise settles, so the caller may reuse the memory.
   *
   * @throws CodecError with fault `io` when they cannot be written (disk full)
   */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * A further output beside this one (external data of an ONNX file). Committed and aborted together with this sink.
   *
   * @param name - a plain file name: no separator, not `.` or `..`
   * @throws CodecError with fault `option` for a name that is not plain, `unsupported` where the sink has no place beside it
   */
  sibling(name: string): Promise<ByteSink>;
}
