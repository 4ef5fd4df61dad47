/** Files that are not compared yet, each with the reason. An entry whose files have come to compare well is an error. */

export interface OutOfScope {
  /** Matched against the path within the corpus. */
  readonly files: RegExp;
  readonly reason: string;
}

export const OUT_OF_SCOPE: readonly OutOfScope[] = [];
