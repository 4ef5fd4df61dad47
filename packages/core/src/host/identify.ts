/** Which codecs a file may be for: content first, extension last, every match, ranked. */

import type { ByteSource } from '../contract/bytes.js';
import type { CodecDescriptor, Confidence, Probe } from '../contract/plugin.js';
import { areDialects } from './dialects.js';
import type { Registry } from './registry.js';

const HEAD = 4096;
const TAIL = 1024;

/** A codec that may open a file. */
export interface Match {
  /** Codec id. */
  readonly codec: string;
  readonly confidence: Confidence;
  /** What spoke for it. */
  readonly by: 'content' | 'extension';
}

/** The matches of a file, best first. */
export interface Identification {
  readonly matches: readonly Match[];
  /** Ids of certain matches that are not one a special case of the other: the file is several formats at once. */
  readonly polyglot: readonly string[];
}

const RANK: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1 };

/** The first and last bytes of a source. */
export async function probe(source: ByteSource, signal?: AbortSignal): Promise<Probe> {
  const head = await source.read(0, Math.min(HEAD, source.size), signal);
  const tailLength = Math.min(TAIL, source.size);
  const tail = await source.read(source.size - tailLength, tailLength, signal);
  return { head, tail, size: source.size, ...(source.name === undefined ? {} : { name: source.name }) };
}

export function identify(registry: Registry, about: Probe): Identification {
  const found = registry.codecs
    .map(({ descriptor }) => ({
      descriptor,
      extension: extensionLength(descriptor, about.name),
      match: matchOf(descriptor, about),
    }))
    .filter((candidate) => candidate.match !== undefined)
    .map(({ descriptor, extension, match }) => ({ descriptor, extension, match: match! }));
  const refines = (a: CodecDescriptor, b: CodecDescriptor) => registry.refines(a.id, b.id);
  found.sort(
    (a, b) =>
      RANK[b.match.confidence] - RANK[a.match.confidence] ||
      Number(refines(b.descriptor, a.descriptor)) - Number(refines(a.descriptor, b.descriptor)) ||
      b.extension - a.extension,
  );
  const certain = found.filter(({ match }) => match.confidence === 'certain').map(({ descriptor }) => descriptor);
  // Of two dialects of one format either will do: the other's values are read all the same.
  const distinct = certain.filter((a, i) => !certain.some((b, j) => refines(b, a) || (j < i && areDialects(a, b))));
  return {
    matches: found.map(({ match }) => match),
    polyglot: distinct.length > 1 ? distinct.map(({ id }) => id) : [],
  };
}

function matchOf(descriptor: CodecDescriptor, about: Probe): Match | undefined {
  const { id: codec } = descriptor;
  if (descriptor.magic.some(({ offset, bytes }) => bytes.every((byte, i) => about.head[offset + i] === byte))) {
    return { codec, confidence: 'certain', by: 'content' };
  }
  const confidence = descriptor.sniff?.(about);
  if (confidence) return { codec, confidence, by: 'content' };
  if (extensionLength(descriptor, about.name) > 0) return { codec, confidence: 'possible', by: 'extension' };
  return undefined;
}

/** Length of the codec's longest extension that the name has; 0 for none. */
export function extensionLength({ extensions }: CodecDescriptor, name: string | undefined): number {
  const lower = name?.toLowerCase() ?? '';
  return Math.max(
    0,
    ...extensions.filter((extension) => lower.endsWith(extension)).map((extension) => extension.length),
  );
}
