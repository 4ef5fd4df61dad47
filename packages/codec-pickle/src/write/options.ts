import type { PyRecord, PyValue } from '@brine/core';

/** What goes out of band instead of into the stream. */
export interface PickleBuffer {
  /** The bytes themselves, not a copy. */
  readonly data: Uint8Array;
  /** Whether what reads it back may not write into it. */
  readonly readonly: boolean;
}

/** Where a hook writes bytes of its own between opcodes. */
export interface RawWriter {
  /** Bytes of this pickle so far. */
  readonly offset: number;
  /** @param bytes - not copied: they stay as they are until the sink has them */
  write(bytes: Uint8Array): void;
}

/** What a hook has saved in place of a value. */
export type Saving =
  | {
      /** Saved as it is, without asking the hooks; what it holds is asked for again. */
      readonly value: PyValue;
      /** Called when `value` is written and stands on the unpickler's stack, outside of any frame. */
      readonly after?: (raw: RawWriter) => void;
    }
  /** Written as they are, each time; they push one value and leave the memo alone. */
  | { readonly opcodes: Uint8Array };

/** The writing side of a dialect: see Dialect in `@brine/codec-pickle/vm`. */
export interface SavingDialect {
  /**
   * Asked for each record (not for None, bool, int, float, str) each time that it is met, before the memo is looked at, as Python's
   * `persistent_id` is: a replacement that should be written once and then referred to has to be the same record each time.
   *
   * @returns undefined to have the value saved as it is
   */
  onSave?(value: PyRecord, protocol: number): Saving | undefined;
}

export interface PickleWriteOptions {
  /** 0 to 5. Default 4, which Python 3.4 and later read; 5 (Python 3.8) holds arrays without a wrapper and lets them go out of band. */
  readonly protocol?: number;
  /**
   * Whose names the functions of numpy have: those of numpy 1 (`numpy.core`, the default), which every numpy reads, or of numpy 2
   * (`numpy._core`), which numpy 1.26 and later read.
   */
  readonly numpy?: 1 | 2;
  /** The extension registry (`copyreg.add_extension`): `module.name` by code. Written from protocol 2 on. */
  readonly extensions?: Readonly<Record<number, string>>;
  /**
   * Takes the bytes of arrays, in protocol 5, as Python's `buffer_callback` does.
   *
   * @returns true to have them in the stream after all
   */
  readonly bufferCallback?: (buffer: PickleBuffer) => boolean | undefined;
  readonly dialects?: readonly SavingDialect[];
}
