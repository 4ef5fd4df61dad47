/** What the tool knows about a folder of the corpus, and what comparing one of its files gives. */

/** A file with its sidecar, as the tool hands it to a kind. */
export interface CorpusFile {
  /** Path of the folder that holds it. */
  readonly folder: string;
  /** Its name within the folder. */
  readonly name: string;
  /** The name relative to the folder given on the command line, with `/`. */
  readonly path: string;
  /** Id of the engine to run models on, or `auto`. */
  readonly engine: string;
  readonly sidecar: Readonly<Record<string, unknown>>;
  /** Another sidecar of the same folder, by the name of its file or its own. */
  other(name: string): Readonly<Record<string, unknown>>;
  /** Bytes of the file, or of one beside it. */
  bytes(name?: string): Uint8Array<ArrayBuffer>;
}

export type Outcome =
  | { readonly status: 'equal' }
  /** Equal but for values that only Python's code could compute, by the names under which `inert.ts` lists them. */
  | { readonly status: 'inert'; readonly names: readonly string[] }
  | { readonly status: 'different'; readonly at: string; readonly expected: string; readonly actual: string }
  | { readonly status: 'failed'; readonly error: string };

export interface Kind {
  readonly name: string;
  /** The folders of this kind, by their path in the corpus. */
  readonly folders: RegExp;
  compare(file: CorpusFile): Promise<Outcome>;
}
