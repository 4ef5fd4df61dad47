/** The .npy codec has no options. */
export type NpyOptions = Readonly<Record<never, never>>;

/** Options of the .npz codec. */
export interface NpzOptions {
  /** `deflate`, or with a level from 1 to 9 `deflate:9`: compresses as `numpy.savez_compressed` does. Default: stored. */
  readonly compress?: string;
}
