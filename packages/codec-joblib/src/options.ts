import type { PickleOptions } from '@brine/codec-pickle/vm';

/** Options of the joblib codec: those of pickle, and how to compress. */
export interface JoblibOptions extends PickleOptions {
  /**
   * Compresses what is written, by joblib's names: `zlib`, `gzip`, `bz2`, `lzma`, `xz` or `lz4`, and a level from 0 to 9 behind a
   * colon (`xz:3`). Without a level it is the one of joblib. Without the option the file's name decides, as in `joblib.dump`:
   * `.z`, `.gz`, `.bz2`, `.lzma`, `.xz` and `.lz4` are compressed.
   */
  readonly compress?: string;
}
