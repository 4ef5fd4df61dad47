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
 * A document of a file that is a pickle, or several, with the dialects of its codec. The first pickle is read at once.
 *
 * @throws CodecError when the first pickle cannot be read
 */
export async function pickleDocument({
  format,
  source,
  context,
  options,
  dialects,
}: PickleDocumentInit): Promise<Document> {
  const { limits, signal } = context;
  const bytes = await readAll(source, limits, format, signal);
  const loader = new Loader(bytes, { codec: format, limits, options, dialects });
  let tensors: readonly Tensor[] | undefined;
  return {
    format,
    async inspect({ depth = DEFAULT_DEPTH } = {}) {
      return inspectionOf(format, loader, depth);
    },
    value: () => Promise.resolve(loader.first),
    async values() {
      return loader.all();
    },
    async tensors() {
      return (tensors ??= tensorsOf(loader, context));
    },
    close: async () => source.close?.(),
  };
}

function inspectionOf(format: string, loader: Loader, depth: number): Inspection {
  const values = loader.all();
  const { arrays, objects } = collect(rootsOf(values));
  const producer = producerOf(objects);
  const { globals, notes, first } = loader;
  return {
    format,
    version: String(loader.protocol),
    ...(producer ? { producer } : {}),
    root: typeText(first),
    tensors: arrays.map(tensorInfo),
    globals,
    tree: treeOf(first, depth),
    ...(values.length > 1 ? { details: { pickles: values.length } } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function tensorsOf(loader: Loader, context: Context): Tensor[] {
  const tensors: Tensor[] = [];
  for (const found of collect(rootsOf(loader.all())).arrays) {
    const tensor = tensorOf(found);
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
    ...functionsOf(objects),
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
