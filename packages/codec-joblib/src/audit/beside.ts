/** Judges the files that joblib 0.9 and older put beside a pickle, as joblib would load them. */

import {
  attribute,
  findingOf,
  isCodecError,
  isKind,
  type ByteSource,
  type Context,
  type Finding,
  type PyObject,
  type PyValue,
} from '@brine/core';
import { readZfile } from '../old/zfile.js';
import { besideFile, damagedZfile } from './rules.js';

/** What stands for an array, and where. */
export interface Wrapper {
  readonly wrapper: PyObject;
  readonly offset: number;
}

/** How numpy knows an array: it loads anything else as a pickle, or as an archive. */
const NPY = [0x93, ...'NUMPY'].map((part) => (typeof part === 'number' ? part : part.charCodeAt(0)));

/** Judges each file once, and each wrapper. */
export async function* auditBeside(wrappers: readonly Wrapper[], context: Context): AsyncIterable<Finding> {
  /** Whether the file of a name is compressed. */
  const known = new Map<string, boolean>();
  for (const { wrapper, offset } of wrappers) {
    const isCompressed = isKind(wrapper.func, 'global') && wrapper.func.name.startsWith('Z');
    if (isCompressed && !isEmptyArray(attribute(wrapper, 'init_args'))) {
      yield findingOf(besideFile, { message: 'An array is not begun as joblib begins it.', offset });
    }
    const name = attribute(wrapper, 'filename');
    // A wrapper without a name was refused where it was read.
    if (typeof name !== 'string') continue;
    const before = known.get(name);
    if (before === undefined) {
      known.set(name, isCompressed);
      yield* auditFile(name, isCompressed, offset, context);
    } else if (before !== isCompressed) {
      yield findingOf(besideFile, { message: `${JSON.stringify(name)} is to be two kinds of file.`, offset });
    }
  }
}

async function* auditFile(
  name: string,
  isCompressed: boolean,
  offset: number,
  context: Context,
): AsyncIterable<Finding> {
  let source: ByteSource | undefined;
  try {
    source = await context.sibling(name);
  } catch (error) {
    yield problem(error, offset);
    return;
  }
  if (!source) {
    yield findingOf(besideFile, {
      message: `An array is in ${JSON.stringify(name)} beside it, which is not there.`,
      offset,
    });
    return;
  }
  try {
    if (isCompressed) {
      for (const finding of (await unpack(source, context)).findings) yield within(name, finding);
      return;
    }
    const head = await source.read(0, Math.min(NPY.length, source.size), context.signal);
    if (!NPY.every((byte, i) => head[i] === byte)) {
      yield findingOf(besideFile, { message: `${JSON.stringify(name)} beside it is no array.`, offset });
    }
    for await (const finding of context.audit(source)) yield within(name, finding);
  } finally {
    await source.close?.();
  }
}

/** What a zfile holds, and what speaks against it; no bytes when it cannot be read. */
export async function unpack(
  source: ByteSource,
  context: Context,
): Promise<{ readonly bytes?: Uint8Array; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  try {
    const bytes = await readZfile(source, {
      ...context,
      note: ({ message }) => findings.push(findingOf(damagedZfile, { message })),
    });
    return { bytes, findings };
  } catch (error) {
    const { message, offset } = said(error);
    return { findings: [findingOf(damagedZfile, { message: `The zfile cannot be read: ${message}`, offset })] };
  }
}

/** The finding for a file that cannot be had. */
export function problem(error: unknown, offset?: number): Finding {
  const { message, offset: at = offset } = said(error);
  return findingOf(besideFile, { message, offset: at });
}

function said(error: unknown): { readonly message: string; readonly offset?: number } {
  // That a file is not there is what joblib would come to as well.
  if (!isCodecError(error) || error.fault === 'bug' || (error.fault === 'io' && !error.code.includes('SIDE-FILE')))
    throw error;
  const { message, at } = error;
  return { message, ...(at.offset === undefined ? {} : { offset: at.offset }) };
}

function within(name: string, finding: Finding): Finding {
  return { ...finding, path: `${name}:${finding.path ?? ''}` };
}

/** `(class, (0,), b'b')`: an array of nothing, as numpy begins each. Any other shape takes as much memory as it says. */
function isEmptyArray(args: PyValue | undefined): boolean {
  const [cls, shape, type] = isKind(args, 'tuple') && args.items.length === 3 ? args.items : [];
  return (
    isKind(cls, 'global') &&
    isKind(shape, 'tuple') &&
    shape.items.length === 1 &&
    shape.items[0] === 0n &&
    (type === 'b' || (isKind(type, 'bytes') && type.data.length === 1 && type.data[0] === 0x62))
  );
}
