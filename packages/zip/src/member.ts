import type { Limits } from '@brine/core';

/** What reading needs to know of whoever asks: a codec's context has it. */
export interface ZipSettings {
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  /** Id of the codec on whose behalf the archive is read, for errors. Default `zip`. */
  readonly codec?: string;
}

/** A member as the central directory has it. */
export interface ZipMember {
  /** Decoded as Python's zipfile does (UTF-8 where the flag says so, else code page 437), and never changed: it may be hostile. */
  readonly name: string;
  readonly nameBytes: Uint8Array;
  /** 0 stored, 8 deflated; others cannot be read. */
  readonly method: number;
  /** General purpose bits. */
  readonly flags: number;
  readonly crc32: number;
  readonly compressedSize: number;
  /** Bytes of its content. */
  readonly size: number;
  /** Byte offset of its local header in the file. */
  readonly offset: number;
  /** Byte offset of its entry of the directory in the file. */
  readonly entryOffset: number;
  /** Time of the last change: MS-DOS date in the upper 16 bits, time in the lower. */
  readonly modified: number;
  readonly madeBy: number;
  readonly externalAttributes: number;
  readonly extra: Uint8Array;
  readonly comment: Uint8Array;
}
