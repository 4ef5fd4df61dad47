import type { EncodeViews, Fault, Limits, Plugin, View } from '@brine/core';

/** A file that the codec opens. Small ones are best: each is damaged in hundreds of ways. */
export interface CodecCase {
  /** File name, with the extension that such files have. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Views that its document has. Default: all that the descriptor declares. */
  readonly views?: readonly View[];
  /** `extension` when nothing in the content tells that it is one. Default `content`. */
  readonly recognised?: 'content' | 'extension';
  /** Most bytes that open and inspect may read together; needed on one case at least of a codec that declares `seek`. */
  readonly inspectReads?: number;
  /** Limits under each of which reading everything fails with fault `limit`, by the first limit named. */
  readonly beyond?: readonly Partial<Limits>[];
  /** True when encoding what was read gives these very bytes. */
  readonly canonical?: boolean;
  /** True for several files one after another, of which a part may be a whole. */
  readonly joined?: boolean;
}

/** A file that the codec refuses. */
export interface BadCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the error must be. Default: `malformed` with any code. */
  readonly error?: { readonly fault?: Fault; readonly code?: string; readonly offset?: number };
}

/** Something for `encode` beside what the cases hold. */
export interface EncodeCase {
  readonly name: string;
  readonly views: EncodeViews;
}

/** What the checks need to know of a codec. */
export interface CodecSuite {
  readonly cases: readonly CodecCase[];
  readonly bad?: readonly BadCase[];
  /** Values that it writes. Each view that the descriptor declares for `encode` must occur here or in a case. */
  readonly encodes?: readonly EncodeCase[];
  /** Values that it cannot write. */
  readonly unencodable?: readonly EncodeCase[];
  /** Options that every call gets. */
  readonly options?: unknown;
  /** Plugins that must be there: what opens a container's content. */
  readonly with?: readonly Plugin[];
  /** Where the plugin is imported from, to prove that it loads its implementation lazily. */
  readonly entry?: ModuleEntry;
  /** Damaged copies made of each case. Default 200. */
  readonly mutations?: number;
  /** Seed of the damage: another one finds other bugs. Default 1. */
  readonly seed?: number;
  /** Milliseconds that one damaged file may take. Default 5,000. */
  readonly patience?: number;
}

/** A module as a file, and how to read files: `(path) => readFile(path, 'utf8')`. */
export interface ModuleEntry {
  /** Path of the module that exports the plugin, with `/` between folders. */
  readonly path: string;
  readonly read: (path: string) => Promise<string>;
}

/** One named promise of a codec: give it to the test runner. */
export interface Check {
  /** Begins with its area: `sniff: ...`. */
  readonly name: string;
  /** Rejects with an Error that says what is wrong. */
  run(): Promise<void>;
}
