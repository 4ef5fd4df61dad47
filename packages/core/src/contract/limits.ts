/**
 * Bounds on what an input may cost. Reaching one is a {@link CodecErrorShape} with fault `limit` that names the limit.
 * Defaults are in `DEFAULT_LIMITS`; each can be set.
 */
export interface Limits {
  /** Bytes held in memory for one document (input windows, decompressed bytes, decoded arrays). Default 4 GiB. */
  readonly bytes: number;
  /** Nesting depth of values, groups, subgraphs, files in files. Default 10,000. */
  readonly depth: number;
  /** Items made: list items, dict entries, nodes, opcodes. Default 1e9. */
  readonly items: number;
  /** Largest ratio of decompressed to compressed bytes, once more than 1 MiB came out. Default 1000. */
  readonly expansion: number;
  /** Decompressed bytes of one stream. Default 4 GiB. */
  readonly expanded: number;
  /** Highest memo index of a pickle. Default 2^31. */
  readonly memo: number;
}
