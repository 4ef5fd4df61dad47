/** An opened file with how it was recognised, and its views, direct or converted. */

import type { ByteSource } from '../contract/bytes.js';
import type { Document, Inspection, InspectOptions, View, ViewTypes } from '../contract/document.js';
import type { Note } from '../contract/errors.js';
import type { EncodeViews } from '../contract/plugin.js';
import { asCodecError, CodecError } from '../errors.js';
import type { Operation } from './host.js';
import type { Match } from './identify.js';

export interface Opened {
  readonly document: Document;
  /** Id of the codec that opened it. */
  readonly codec: string;
  readonly confidence: Match['confidence'];
  /** Every match, best first. */
  readonly matches: readonly Match[];
  /** Ids of the containers around it, outermost first: `['gzip']`. */
  readonly containers: readonly string[];
  /** What plugins said so far. */
  readonly notes: readonly Note[];
  /** Whether a view is there, or converters could make it. */
  has(view: View): boolean;
  /**
   * A view: the document's own, or converted.
   *
   * @throws CodecError `unsupported` when it has no such view, `malformed` or `limit` when the bytes break
   */
  view<V extends View>(view: V): Promise<ViewTypes[V]>;
  /** All values of a file that holds several; one for any other. */
  values(): Promise<readonly ViewTypes['value'][]>;
  inspect(options?: InspectOptions): Promise<Inspection>;
  /** Those of the views asked for that are there or convertible, as an encoder takes them. */
  views(wanted: readonly View[]): EncodeViews;
  close(): Promise<void>;
}

/** Views that others are converted from, in the order of preference. */
const SOURCES: readonly View[] = ['program', 'graph', 'keras', 'value', 'hierarchy', 'tensors'];

export function createOpened(document: Document, source: ByteSource, operation: Operation): Opened {
  const { match, identification, containers } = operation.provenance(document);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw asCodecError(error, match.codec);
    }
  };
  const sourceOf = (view: View) =>
    SOURCES.find((from) => from !== view && document[from] && operation.canConvert(from, view));
  const opened: Opened = {
    document,
    codec: match.codec,
    confidence: match.confidence,
    matches: identification.matches,
    containers,
    notes: operation.notes,
    has: (view) => document[view] !== undefined || sourceOf(view) !== undefined,
    view: <V extends View>(view: V) =>
      guard(async (): Promise<ViewTypes[V]> => {
        const own = document[view] as (() => Promise<ViewTypes[V]>) | undefined;
        if (own) return own.call(document);
        const from = sourceOf(view);
        if (!from) throw noView(match.codec, document, view);
        return operation.context(source, 0).convert(from, await opened.view(from), view);
      }),
    values: () => guard(async () => (document.values ? document.values() : [await opened.view('value')])),
    inspect: (options) =>
      guard(async () => {
        const inspection = await document.inspect(options);
        return containers.length > 0 ? { ...inspection, containers } : inspection;
      }),
    views: (wanted) =>
      Object.fromEntries(wanted.filter((view) => opened.has(view)).map((view) => [view, () => opened.view(view)])),
    async close() {
      await document.close();
      await source.close?.();
    },
  };
  return opened;
}

function noView(codec: string, document: Document, view: View): CodecError {
  const has = SOURCES.filter((other) => document[other]);
  return new CodecError({
    codec,
    code: 'BRINE-CORE-VIEW',
    fault: 'unsupported',
    message: `this ${document.format} file has no ${view}, and no installed converter makes one`,
    hint: has.length > 0 ? `It has: ${has.join(', ')}.` : undefined,
  });
}
