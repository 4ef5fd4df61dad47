/** The three kinds of plugin, their descriptors, and what the host hands them. */

import type { ByteSink, ByteSource } from './bytes.js';
import type { Document, View, ViewTypes } from './document.js';
import type { Finding, Note } from './errors.js';
import type { Graph, Port } from './graph.js';
import type { Limits } from './limits.js';
import type { OpaqueStage, StageRecord } from './program.js';
import type { DenseTensor } from './tensor.js';

/** Version of this contract. A host refuses a plugin of another one. */
export type ContractVersion = 1;

/** The first and last bytes of a source, for sniffing. */
export interface Probe {
  /** The first bytes, up to 4 KiB. */
  readonly head: Uint8Array;
  /** The last bytes, up to 1 KiB. */
  readonly tail: Uint8Array;
  /** Size of the source in bytes. */
  readonly size: number;
  /** File name, when there is one. */
  readonly name?: string;
}

/**
 * How sure a codec is that a file is its own, by content: `certain` (a signature that nothing else has), `likely`, `possible`.
 * The extension alone is never more than `possible`.
 */
export type Confidence = 'certain' | 'likely' | 'possible';

/** A signature at a fixed offset. */
export interface Magic {
  readonly offset: number;
  readonly bytes: readonly number[];
}

/** What a codec can do. The conformance tests prove each flag both ways: what is declared works, what is not refuses. */
export interface CodecAbilities {
  /** Views that a document of it may have. Empty for a container, whose documents are those of what is inside. */
  readonly open: readonly View[];
  /** Views that `encode` takes, the preferred first. */
  readonly encode: readonly View[];
  readonly audit: boolean;
  /** True when it reads ranges and never the whole file at once. */
  readonly seek: boolean;
  /** True for a wrapper around another file (gzip): `open` hands the content to `context.open`. */
  readonly container?: boolean;
}

interface DescriptorBase {
  readonly contract: ContractVersion;
  /** Lower case, unique among the plugins of its kind: also the name of its options. */
  readonly id: string;
  readonly title: string;
  /** Package that has it, for install hints and listings. */
  readonly package: string;
  readonly version: string;
}

export interface CodecDescriptor extends DescriptorBase {
  readonly kind: 'codec';
  /** With the dot, lower case; the longest that matches counts (`.joblib.gz`). */
  readonly extensions: readonly string[];
  readonly mimeTypes: readonly string[];
  /** A match of any is `certain`. */
  readonly magic: readonly Magic[];
  /** The codec that this one is a special case of: when both match, this one wins and it is no polyglot. */
  readonly refines?: string;
  readonly can: CodecAbilities;
  /** What it adds to files of another format, whichever codec opens them. */
  readonly dialect?: DialectDescriptor;
  /** Looks at the content. Without it `magic` and extensions decide. Must not throw. */
  readonly sniff?: (probe: Probe) => Confidence | undefined;
}

/**
 * A dialect: what a format that builds on another adds to it. A pickle may hold arrays as joblib writes them and functions as dill does,
 * so whichever codec opens it has to hear of both.
 */
export interface DialectDescriptor {
  /** Id of the codec whose format it adds to; that codec's package says what a dialect is to it. */
  readonly of: string;
  /** Python modules, the ones inside them included: a file that names something in them needs the dialect. */
  readonly modules: readonly string[];
}

/** A registered dialect, as the codec that may need it gets it. */
export interface DialectOffer {
  /** Id of the codec that brings it. */
  readonly codec: string;
  readonly modules: readonly string[];
  /** Loads it: what the codec's `dialect` is. */
  load(): Promise<unknown>;
}

export interface ConverterDescriptor extends DescriptorBase {
  readonly kind: 'converter';
  readonly from: View;
  readonly to: View;
  /** The converter whose registry this one adds to (a user's own estimator extends `sklearn`). */
  readonly extends?: string;
  /** Kinds of stages that are no graphs which it makes again from their descriptions: see {@link Converter.stage}. */
  readonly stages?: readonly string[];
}

export interface EngineDescriptor extends DescriptorBase {
  readonly kind: 'engine';
  /** Lower runs first where several support a graph. */
  readonly rank: number;
}

export type Descriptor = CodecDescriptor | ConverterDescriptor | EngineDescriptor;

/** What every call of a plugin gets from the host. */
export interface Context {
  readonly limits: Limits;
  readonly signal?: AbortSignal;
  /** Tells how far a long operation is; `total` in the same unit where known. */
  progress(done: number, total: number | undefined, what: string): void;
  /** Says something noteworthy about the operation. */
  note(note: Note): void;
  /** Opens a file inside the file: sniffs again, one level deeper within `limits.depth`. */
  open(source: ByteSource): Promise<Document>;
  /** Audits a file inside the file. */
  audit(source: ByteSource): AsyncIterable<Finding>;
  /**
   * Converts a view by the registered converters, in as many steps as needed.
   *
   * @throws CodecError `unsupported` when no chain of converters does it; its hint names what to install
   */
  convert<F extends View, T extends View>(from: F, view: ViewTypes[F], to: T): Promise<ViewTypes[T]>;
  /**
   * A file in the same folder as the one being opened.
   *
   * @param name - a plain file name: a separator, `..`, or a link that leaves the folder is refused
   * @returns undefined when there is none, or where a source has no folder
   * @throws CodecError `malformed` for a name that is not plain
   */
  sibling(name: string): Promise<ByteSource | undefined>;
  /** The dialects of a format that are registered, in order; none is loaded before it is asked for. */
  dialects(of: string): readonly DialectOffer[];
  /**
   * Makes a stage that a file describes, by the converter that lists its kind.
   *
   * @throws CodecError `unsupported` (`BRINE-CORE-STAGE`) when no converter does, or what the converter throws
   */
  stage(record: StageRecord): Promise<OpaqueStage>;
}

/** What `encode` is given: the views that the host could get, each made when called. */
export type EncodeViews = { readonly [V in View]?: () => Promise<ViewTypes[V]> };

export interface Codec<Options = unknown> {
  /** What the descriptor's `dialect` announces; its type is defined by the package of the codec that it is for. */
  readonly dialect?: unknown;
  /**
   * Opens a file. Reads no more than it must to know that it is one.
   *
   * @throws CodecError `malformed`, `unsupported` or `limit`, with the byte offset
   */
  open(source: ByteSource, context: Context, options: Options): Promise<Document>;
  /** Judges a file. Bad bytes are findings, never a throw. */
  audit?(source: ByteSource, context: Context, options: Options): AsyncIterable<Finding>;
  /**
   * Writes views in this format.
   *
   * @returns what was lost
   * @throws CodecError `encode` when they cannot be written, `option` for a contradictory option
   */
  encode?(views: EncodeViews, sink: ByteSink, context: Context, options: Options): Promise<readonly Note[]>;
}

export interface Converter<F extends View = View, T extends View = View, Options = unknown> {
  /** Whether this view is one that it knows, without converting it. */
  recognises(view: ViewTypes[F]): boolean;
  /**
   * @throws CodecError `unsupported` with the path of what cannot be converted and the reason
   */
  convert(view: ViewTypes[F], context: Context, options: Options): Promise<ViewTypes[T]>;
  /**
   * Makes a stage of one of the descriptor's `stages` as `convert` had made it. The record comes out of a file: nothing in it is sound
   * before it is looked at.
   *
   * @throws CodecError `malformed` or `limit` for parameters or ports that are not those of such a stage
   */
  stage?(record: StageRecord): Promise<OpaqueStage>;
}

/** A loaded graph, ready to run. Not safe for concurrent `run` calls unless the engine says so. */
export interface Session {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /**
   * @param feeds - a tensor for each input, by name
   * @param outputs - names of the outputs wanted; all without it
   * @throws CodecError `option` for feeds that do not fit, `unsupported` or `bug` when the engine fails
   */
  run(feeds: Readonly<Record<string, DenseTensor>>, outputs?: readonly string[]): Promise<Record<string, DenseTensor>>;
  close(): Promise<void>;
}

/** What an engine expects a graph to take, in milliseconds: an estimate from measurements, to choose between engines by. */
export interface EngineCost {
  /** To load it, once. */
  readonly start: number;
  /** To run it, once. */
  readonly run: number;
}

/** Whether an engine runs a graph: true, or the reasons why not. */
export type Support = true | readonly string[];

export interface Engine<Options = unknown> {
  /** True, or what it lacks: operators or types. It may have to load what tells. */
  supports(graph: Graph): Support | Promise<Support>;
  /** Without it the engine is chosen by its rank alone. */
  cost?(graph: Graph, rows: number): EngineCost;
  load(graph: Graph, context: Context, options: Options): Promise<Session>;
}

/**
 * A plugin: a small pure-data descriptor and a lazy implementation. Importing one costs its descriptor.
 *
 * The type parameters carry the id and the options, so that a host types its options by its plugins.
 */
export interface CodecPlugin<Id extends string = string, Options = unknown> {
  readonly descriptor: CodecDescriptor & { readonly id: Id };
  load(): Promise<Codec<Options>>;
  /** Plugins that it brings along, unless others of their ids are registered: joblib brings the compressors that joblib writes. */
  readonly includes?: readonly Plugin[];
}

export interface ConverterPlugin<Id extends string = string, Options = unknown> {
  readonly descriptor: ConverterDescriptor & { readonly id: Id };
  load(): Promise<Converter<never, View, Options>>;
  readonly includes?: readonly Plugin[];
}

export interface EnginePlugin<Id extends string = string, Options = unknown> {
  readonly descriptor: EngineDescriptor & { readonly id: Id };
  load(): Promise<Engine<Options>>;
  readonly includes?: readonly Plugin[];
}

// `any`: the options of a plugin in a list are its own business, checked where the list is typed (see HostOptions).
/* eslint-disable @typescript-eslint/no-explicit-any */
export type Plugin = CodecPlugin<string, any> | ConverterPlugin<string, any> | EnginePlugin<string, any>;
/* eslint-enable @typescript-eslint/no-explicit-any */

/** Options of a plugin, by its type. */
export type OptionsOf<P> = P extends {
  load(): Promise<Codec<infer O> | Converter<never, View, infer O> | Engine<infer O>>;
}
  ? O
  : never;

/** Options by plugin id, for a tuple of plugins: `{ pickle?: PickleOptions, hdf5?: Hdf5Options }`. */
export type PluginOptions<P extends readonly Plugin[]> = {
  readonly [Q in P[number] as Q['descriptor']['id']]?: OptionsOf<Q>;
};
