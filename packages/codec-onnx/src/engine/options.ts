export interface OnnxRuntimeOptions {
  /**
   * Threads that share one operator. Default: one for each core, without spinning. With 1, a sum over many trees has the same last bits
   * whatever the number of rows.
   */
  readonly threads?: number;
}
