import type { Allowance } from './audit/policy.js';
import type { PickleWriteOptions } from './write/options.js';

/** Options of the pickle codec, and of every codec that reads its files with the pickle machine; those of writing are Python's too. */
export interface PickleOptions extends Pick<PickleWriteOptions, 'protocol' | 'numpy' | 'bufferCallback'> {
  /**
   * How the 8-bit strings of Python 2 (STRING, BINSTRING, SHORT_BINSTRING) are decoded, as in `pickle.load(encoding=...)`.
   * `bytes` keeps them as bytes. Default `ASCII`, as Python.
   */
  readonly encoding?: 'ASCII' | 'latin1' | 'utf8' | 'bytes';
  /** Out-of-band buffers of a protocol 5 stream, in the order in which Python's `buffer_callback` received them. */
  readonly buffers?: readonly Uint8Array[];
  /** The extension registry (`copyreg.add_extension`): `module.name` by code, 1 to 2^31 - 1. */
  readonly extensions?: Readonly<Record<number, string>>;
  /** Names that an audit takes for safe beside those of its own list: a user's policy. */
  readonly allow?: readonly Allowance[];
  /**
   * Opens a file without reading its first pickle: what is wrong with it is thrown by the view that needs it. For the opcodes of a file
   * that cannot be read. Default false.
   */
  readonly defer?: boolean;
}
