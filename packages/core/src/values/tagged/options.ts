export interface TaggedOptions {
  /** Collapse nothing: long text, bytes, ints, arrays and lists are written whole. */
  readonly full?: boolean;
  /**
   * Write every object as the inert record of the stream, and dtypes, arrays and globals with all that their records hold, so that
   * `fromTagged` gives back the same value. Means `full`.
   */
  readonly exact?: boolean;
}

/** Strings and bytes longer than this are hashed. */
export const LONG = 2000;
/** Ints of more bits than this are hashed. */
export const LONG_BITS = 8000;
/** Arrays of more elements than this are hashed. */
export const BIG = 64;
/** Lists of more plain ints than this are written as numbers. */
export const MANY_INTS = 100;
