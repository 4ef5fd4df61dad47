import {
  attribute,
  readAll,
  type ByteSource,
  type Context,
  type Document,
  type Inspection,
  type PyObject,
  type PyValue,
  type Tensor,
} from '@brine/core';
import type { Dialect } from '../build/dialect.js';
import type { PickleOptions } from '../options.js';
import { collect, tensorInfo, tensorOf, type Found } from './arrays.js';
import { functionsOf } from './functions.js';
import { Loader } from './load.js';
import { treeOf, typeText } from './tree.js';
import { Windows } from './windows.js';

/** What {@link pickleDocument} needs of a codec whose files are pickles. */
export interface PickleDocumentInit {
  /** Format id of the document, and the codec's id in errors. */
  readonly format: string;
  readonly source: ByteSource;
  readonly context: Context;
  readonly options?: PickleOptions;
  readonly dialects?: readonly Dialect[];
}

const DEFAULT_DEPTH = 3;

/** Attributes in which libraries keep their version, by the package that an object's class is of. */
const VERSIONS: readonly { readonly package: string; readonly attribute: string; readonly producer: string }[] = [
  { package: 'sklearn', attribute: '_sklearn_version', producer: 'scikit-learn' },
];

/**
 * A document of a file that is a pickle, or several, with the dialects of its codec. The first pickle is read at once; of a file that
 * is not in memory window by window, and the bytes of large arrays are left unread: `inspect` and `tensors` need none of them, a tensor
 * reads its own, and `value` reads the file as a whole.
 *
 * @throws CodecError when the first pickle cannot be read
 */
export async function pickleDocument(init: PickleDocumentInit): Promise<Document> {
  const { format, source, context } = init;
  const whole = once(() => inMemory(init));
  const outline = once(() => (source.bytes ? whole() : inWindows(init)));
  const values = once(async () => (await outline()).values());
  const tensors = once(async () => tensorsOf(await values(), source, context));
  if (!init.options?.defer) await outline();
  return {
    format,
    async inspect({ depth = DEFAULT_DEPTH } = {}) {
      return inspectionOf(format, (await outline()).loader, await values(), depth);
    },
    async value() {
      const read = await outline();
      return (read.isWhole() ? read : await whole()).loader.first;
    },
    async values() {
      const all = await values();
      return (await outline()).isWhole() ? all : (await whole()).values();
    },
    tensors,
    async *disassemble() {
      const { listing } = await import('../dis/listing.js');
      const bytes = await readAll(source, context.limits, format, context.signal);
      yield* listing(bytes, { codec: format, limits: context.limits, options: init.options, dialects: init.dialects });
    },
    close: async () => source.close?.(),
  };
}

/** The pickles of a file as they were read. */
interface Reading {
  readonly loader: Loader;
  /** All values; of a reading in windows the arrays may be unread. */
  values(): Promise<readonly PyValue[]>;
  /** False when something of what was read so far is unread. */
  isWhole(): boolean;
}

async function inMemory({ source, format, context, options, dialects }: PickleDocumentInit): Promise<Reading> {
  const { limits, signal } = context;
  const bytes = await readAll(source, limits, format, signal);
  const loader = Loader.of(bytes, { codec: format, limits, options, dialects });
  return { loader, values: () => Promise.resolve(loader.all()), isWhole: () => true };
}

async function inWindows({ source, format, context, options, dialects }: PickleDocumentInit): Promise<Reading> {
  const windows = await Windows.open(source, format, context);
  const next = () => windows.next();
  const { cursor } = windows;
  const loader = await Loader.inWindows(cursor, next, { codec: format, limits: context.limits, options, dialects });
  return { loader, values: () => loader.allInWindows(next), isWhole: () => cursor.left === undefined };
}

/** Makes something when it is first asked for, and again only when that failed. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

function inspectionOf(format: string, loader: Loader, values: readonly PyValue[], depth: number): Inspection {
  const { arrays, objects } = collect(rootsOf(values));
  const producer = producerOf(objects);
  const { globals, notes, first } = loader;
  return {
    format,
    version: String(loader.protocol),
    ...(producer ? { producer } : {}),
    root: typeText(first),
    tensors: arrays.map(tensorInfo),
    ...functionsOf(objects),
    globals,
    tree: treeOf(first, depth),
    ...(values.length > 1 ? { details: { pickles: values.length } } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function tensorsOf(values: readonly PyValue[], source: ByteSource, context: Context): Tensor[] {
  const tensors: Tensor[] = [];
  for (const found of collect(rootsOf(values)).arrays) {
    const tensor = tensorOf(found, source, context);
    if (tensor) {
      tensors.push(tensor);
      continue;
    }
    const { dtype } = tensorInfo(found);
    context.note({
      code: 'BRINE-PICKLE-DTYPE',
      message: `an array of dtype ${dtype} is no tensor, and is left out`,
      loss: true,
      path: found.path,
    });
  }
  return tensors;
}

/** Paths begin at the value; of several pickles at the list of them. */
function rootsOf(values: readonly PyValue[]): Found<PyValue>[] {
  return values.map((value, i) => ({ path: values.length > 1 ? `[${i}]` : '', value }));
}

/** Versions of libraries that objects name, the first of each. */
function producerOf(objects: readonly Found<PyObject>[]): Record<string, string> | undefined {
  const found = new Map<string, string>();
  for (const { value } of objects) {
    const [root] = typeText(value).split('.');
    for (const version of VERSIONS) {
      if (version.package !== root || found.has(version.producer)) continue;
      const text = attribute(value, version.attribute);
      if (typeof text === 'string') found.set(version.producer, text);
    }
  }
  return found.size > 0 ? Object.fromEntries(found) : undefined;
}
