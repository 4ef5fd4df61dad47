/** The host: composes plugins. It sniffs, opens (also files in files), converts, encodes; plugins never import it. */

import type { ByteSink, ByteSource } from '../contract/bytes.js';
import type { Document, View } from '../contract/document.js';
import type { Finding, Note } from '../contract/errors.js';
import type { Limits } from '../contract/limits.js';
import type { Codec, Context, EncodeViews, Plugin, PluginOptions } from '../contract/plugin.js';
import { assertPlainName } from '../bytes/memory.js';
import { asCodecError, CodecError } from '../errors.js';
import { DEFAULT_LIMITS, limitError } from '../limits.js';
import { auditSource } from './audit.js';
import { chains, convertView } from './convert.js';
import { dialectsOf } from './dialects.js';
import { extensionLength, identify, type Identification, type Match, probe } from './identify.js';
import { createOpened, type Opened } from './opened.js';
import { createRegistry, type Registry } from './registry.js';
import { lent } from './lent.js';
import { makeStage } from './stages.js';

/** What can be set for a host, and again for one operation. */
export interface HostSettings {
  /** Limits that differ from `DEFAULT_LIMITS`. */
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number | undefined, what: string) => void;
  readonly onNote?: (note: Note) => void;
  /** Hears the id of the codec by which each file is judged, the outermost first: `gzip`, then `joblib`. */
  readonly onJudged?: (codec: string) => void;
}

export interface OpenSettings extends HostSettings {
  /** Id of the codec to use, whatever the content looks like. */
  readonly codec?: string;
}

export interface EncodeSettings extends HostSettings {
  /** Id of the codec to write with. */
  readonly to: string;
}

/**
 * Plugins composed. Options of plugins go by id beside the settings:
 * `host.open(source, { pickle: { encoding: 'latin1' }, limits: { depth: 100 } })`.
 */
export interface Host<P extends readonly Plugin[] = readonly Plugin[]> {
  readonly registry: Registry;
  /** Every codec that the content or the extension speaks for, best first. */
  identify(source: ByteSource, signal?: AbortSignal): Promise<Identification>;
  /**
   * Opens a file by the best match; when the bytes are not its own, one that only might match gives way to the next, and a sure
   * one to a special case of it.
   *
   * @throws CodecError `unsupported` (`BRINE-CORE-UNKNOWN`) when no codec matches, or what the codec throws
   */
  open(source: ByteSource, options?: OpenSettings & PluginOptions<P>): Promise<Opened>;
  /**
   * Writes an opened file (or views given) in another format, by converters where needed. The sink is the caller's to commit or abort.
   *
   * @returns what was lost
   * @throws CodecError `encode` or `unsupported` when the format cannot hold it
   */
  encode(
    from: Opened | EncodeViews,
    sink: ByteSink,
    options: EncodeSettings & PluginOptions<P>,
  ): Promise<readonly Note[]>;
  /** Id of the codec that writes files of this name, by its extension. */
  encoderFor(name: string): string | undefined;
  /**
   * Judges a file without opening it, by the codec of its content or the one that is named.
   *
   * @throws CodecError `option` for a codec that is not registered
   */
  audit(source: ByteSource, options?: OpenSettings & PluginOptions<P>): AsyncIterable<Finding>;
  /** A context as plugins get it: for an engine that is loaded outside of `open`. */
  context(options?: HostSettings & PluginOptions<P>): Context;
}

/**
 * Composes plugins.
 *
 * @throws CodecError `option` for two plugins of one id
 */
export function createHost<const P extends readonly Plugin[]>(plugins: P, settings: HostSettings = {}): Host<P> {
  const registry = createRegistry(plugins);

  const operation = (options: OpenSettings = {}) =>
    new Operation(registry, { ...settings, ...options }, { ...settings.limits, ...options.limits });

  return {
    registry,
    identify: async (source, signal) => identify(registry, await probe(source, signal)),
    async open(source, options) {
      const run = operation(options);
      try {
        return createOpened(await run.open(source, 0, options?.codec), source, run);
      } catch (error) {
        await source.close?.();
        throw error;
      }
    },
    async encode(from, sink, options) {
      const run = operation(options);
      const plugin = registry.codec(options.to);
      if (!plugin) throw unknownCodec(options.to, registry);
      const codec = await plugin.load();
      if (!codec.encode) throw noEncoder(options.to);
      const views = isOpened(from) ? from.views(plugin.descriptor.can.encode) : from;
      try {
        return await codec.encode(views, sink, run.context(undefined, 0), run.optionsOf(options.to));
      } catch (error) {
        throw asCodecError(error, options.to);
      }
    },
    encoderFor(name) {
      const ranked = registry.codecs
        .filter(({ descriptor }) => descriptor.can.encode.length > 0)
        .map(({ descriptor }) => ({ id: descriptor.id, length: extensionLength(descriptor, name) }))
        .filter(({ length }) => length > 0)
        .sort((a, b) => b.length - a.length);
      return ranked[0]?.id;
    },
    audit: (source, options) => operation(options).audit(source, 0, options?.codec),
    context: (options) => operation(options).context(undefined, 0),
  };
}

function isOpened(from: Opened | EncodeViews): from is Opened {
  return 'document' in from;
}

/** How a document came to be opened. */
export interface Provenance {
  readonly match: Match;
  readonly identification: Identification;
  /** Ids of the containers around it, outermost first. */
  readonly containers: readonly string[];
}

/** One operation of a host: its limits, signal, options and notes, shared by everything nested in it. */
export class Operation {
  readonly registry: Registry;
  readonly limits: Limits;
  readonly notes: Note[] = [];
  readonly #settings: OpenSettings;
  readonly #provenance = new WeakMap<Document, Provenance>();

  constructor(registry: Registry, settings: OpenSettings, limits: Partial<Limits>) {
    this.registry = registry;
    this.#settings = settings;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  optionsOf(id: string): unknown {
    return (this.#settings as Record<string, unknown>)[id] ?? {};
  }

  provenance(document: Document): Provenance {
    return this.#provenance.get(document)!;
  }

  /** The context of a plugin working on `source`. */
  context(source: ByteSource | undefined, depth: number): Context {
    const { signal, onProgress } = this.#settings;
    const context: Context = {
      limits: this.limits,
      ...(signal ? { signal } : {}),
      progress: (done, total, what) => onProgress?.(done, total, what),
      note: (note) => this.note(note),
      open: (nested) => this.open(nested, depth + 1),
      audit: (nested) => this.audit(nested, depth + 1),
      convert: (from, view, to) => convertView(this.registry, context, (id) => this.optionsOf(id), from, view, to),
      sibling: async (name) => {
        assertPlainName(name, 'malformed');
        return source?.sibling?.(name);
      },
      dialects: (of) => dialectsOf(this.registry, of),
      stage: (record) => makeStage(this.registry, record),
    };
    return context;
  }

  note(note: Note): void {
    this.notes.push(note);
    this.#settings.onNote?.(note);
  }

  canConvert(from: View, to: View): boolean {
    return from === to || chains(this.registry, from, to).length > 0;
  }

  async open(source: ByteSource, depth: number, forced?: string): Promise<Document> {
    this.#checkDepth(depth);
    this.#settings.signal?.throwIfAborted();
    const identification = identify(this.registry, await probe(source, this.#settings.signal));
    const matches: readonly Match[] =
      forced === undefined ? identification.matches : [{ codec: forced, confidence: 'certain', by: 'content' }];
    if (matches.length === 0) throw unknownFormat(source, this.registry);
    let first: unknown;
    for (const [i, match] of matches.entries()) {
      try {
        return await this.#openBy(match, identification, source, depth);
      } catch (error) {
        const known = asCodecError(error, match.codec);
        first ??= known;
        // A sure match is the answer, unless the file may be a special case of it; so is an error that is not about the bytes.
        const isSure =
          match.confidence === 'certain' &&
          !matches.slice(i + 1).some((later) => this.registry.refines(later.codec, match.codec));
        if (isSure || !(known.fault === 'malformed' || known.fault === 'unsupported')) break;
      }
    }
    throw first;
  }

  async #openBy(match: Match, identification: Identification, source: ByteSource, depth: number): Promise<Document> {
    const plugin = this.registry.codec(match.codec);
    if (!plugin) throw unknownCodec(match.codec, this.registry);
    const codec: Codec = await plugin.load();
    const document = await codec.open(lent(source), this.context(source, depth), this.optionsOf(match.codec));
    // A container returns the document of its content, which was opened by this operation too.
    const inner = this.#provenance.get(document);
    this.#provenance.set(
      document,
      inner ? { ...inner, containers: [match.codec, ...inner.containers] } : { match, identification, containers: [] },
    );
    return document;
  }

  audit(source: ByteSource, depth: number, forced?: string): AsyncIterable<Finding> {
    this.#checkDepth(depth);
    if (forced !== undefined && !this.registry.codec(forced)) throw unknownCodec(forced, this.registry);
    return auditSource(
      this.registry,
      source,
      this.context(source, depth),
      (id) => this.optionsOf(id),
      this.#settings.onJudged,
      forced,
    );
  }

  #checkDepth(depth: number): void {
    if (depth > this.limits.depth) throw limitError('core', 'depth', this.limits, 'Files are nested too deep');
  }
}

function unknownFormat(source: ByteSource, registry: Registry): CodecError {
  const known = registry.codecs.map(({ descriptor }) => descriptor.id).join(', ');
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-UNKNOWN',
    fault: 'unsupported',
    message: source.size === 0 ? 'the file is empty' : 'the file is of no known format',
    offset: 0,
    hint: `Formats that are installed: ${known || 'none'}.`,
  });
}

function unknownCodec(id: string, registry: Registry): CodecError {
  return new CodecError({
    codec: 'core',
    code: 'BRINE-CORE-CODEC',
    fault: 'option',
    message: `there is no codec ${JSON.stringify(id)}`,
    hint: `Codecs that are installed: ${registry.codecs.map(({ descriptor }) => descriptor.id).join(', ') || 'none'}.`,
  });
}

function noEncoder(id: string): CodecError {
  return new CodecError({
    codec: id,
    code: 'BRINE-CORE-ENCODE',
    fault: 'unsupported',
    message: `${id} files can be read, but not written`,
    hint: 'Choose another format to convert to.',
  });
}
