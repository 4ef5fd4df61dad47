/** `brine inspect`: what a file is and holds, out of as few bytes as the format allows. */

import { type Inspection, type InputPort, isCodecError, type Note, type Port, type TensorInfo } from '@brine/core';
import type { Host, Opened } from '@brine/core/host';
import type { CommandSpec } from '../command.js';
import { eachFile } from '../each-file.js';
import { inspectionText } from '../print/inspection.js';
import { styleOf } from '../print/style.js';
import { count, READING, type ReadingOptions } from '../reading.js';
import { tensorHash } from '../tensors.js';
import { writeJson } from '../json.js';
import { verdictOf } from '../verdict.js';
import { type OpenedFile, openWorkspace } from '../workspace.js';

interface Options extends ReadingOptions {
  readonly json?: boolean;
  readonly hash?: boolean;
  readonly depth?: number;
}

/** What is told of a file; `--json` prints it as it is. */
export interface Report extends Omit<Inspection, 'inputs' | 'outputs' | 'notes'> {
  readonly file: string;
  readonly codec: string;
  readonly confidence: string;
  readonly matches: Opened['matches'];
  /** Bytes of the file. */
  readonly size: number;
  readonly inputs?: readonly InputPort[];
  readonly outputs?: readonly Port[];
  readonly notes?: readonly Note[];
  /** What loading it in Python would do; only for people, and where it is cheap to say. */
  readonly verdict?: string | undefined;
}

export const inspect: CommandSpec<Options> = {
  description:
    'Tells what files are and hold: format, versions, what wrote them, the tree of the value, tensors, stored functions,\n' +
    'and what the model takes and gives. Reads only the bytes that it needs.',
  arguments: [['<file...>', 'files; - is standard input']],
  options: [
    { flags: '--json', description: 'print a JSON document a line' },
    { flags: '--depth <n>', description: 'levels of the tree (default: 3)', parse: count('--depth') },
    { flags: '--hash', description: "add the sha256 of each tensor's contiguous little-endian bytes" },
    ...READING,
  ],
  examples: [
    ['brine inspect model.joblib', 'what is in a model'],
    ['brine inspect --json --hash *.safetensors', 'a JSON document a file, with a hash of each tensor'],
  ],
  async run({ io, args, options }) {
    const workspace = await openWorkspace(io, options, ['codec', 'converter']);
    const style = styleOf(io.color);
    let first = true;
    return eachFile(io, args, options.json === true, async (file) => {
      const opened = await workspace.open(file);
      try {
        const about = await reportOf(file, opened, options);
        if (options.json) return await writeJson(io, about);
        const verdict = (await verdictOf(io, workspace, file, opened))?.text;
        const text = inspectionText({ ...about, verdict }, refinedBy(opened.codec, workspace.host), style);
        await io.write((first ? '' : '\n') + text);
        first = false;
      } catch (error) {
        throw workspace.explain(error, file);
      } finally {
        await opened.close();
      }
    });
  },
};

/** The codecs of which one is a special case, the nearest first. */
function refinedBy(id: string, { registry }: Host): readonly string[] {
  const chain: string[] = [];
  let refines = registry.codec(id)?.descriptor.refines;
  // Two strangers' codecs may each name the other.
  while (refines !== undefined && !chain.includes(refines)) {
    chain.push(refines);
    refines = registry.codec(refines)?.descriptor.refines;
  }
  return chain;
}

async function reportOf(file: string, opened: OpenedFile, options: Options): Promise<Report> {
  const {
    tensors,
    functions,
    globals,
    inputs,
    outputs,
    tree,
    notes: _,
    ...rest
  } = await opened.inspect(options.depth === undefined ? {} : { depth: options.depth });
  const ports = inputs && outputs ? { inputs, outputs } : await portsOf(opened);
  const infos = options.hash ? await hashed(opened, tensors) : tensors;
  const { format, ...about } = rest;
  return {
    file,
    format,
    codec: opened.codec,
    confidence: opened.confidence,
    matches: opened.matches,
    size: opened.size,
    ...about,
    ...(infos && infos.length > 0 ? { tensors: infos } : {}),
    ...(functions && functions.length > 0 ? { functions } : {}),
    ...(globals && globals.length > 0 ? { globals } : {}),
    ...ports,
    ...(tree ? { tree } : {}),
    ...(opened.notes.length > 0 ? { notes: opened.notes } : {}),
  };
}

/** Of a larger file the arrays are not read only to tell the inputs and outputs: converting a model takes all of it. */
const MOST_CONVERTED = 1 << 26;

/** What the model takes and gives, where a converter knows it. That it knows none is no failure of the inspection. */
async function portsOf(opened: OpenedFile): Promise<{ inputs?: readonly InputPort[]; outputs?: readonly Port[] }> {
  if (opened.size > MOST_CONVERTED || !opened.has('program')) return {};
  try {
    const { inputs, outputs } = await opened.view('program');
    return { inputs, outputs };
  } catch (error) {
    if (isCodecError(error) && error.fault === 'unsupported') return {};
    throw error;
  }
}

/** Every tensor with its hash; those of text or objects have no bytes of their own and so none. */
async function hashed(opened: Opened, listed: readonly TensorInfo[] = []): Promise<readonly TensorInfo[]> {
  if (!opened.has('tensors')) return listed;
  const infos: TensorInfo[] = [];
  // One after another: all of them at once might not fit in memory.
  for (const tensor of await opened.view('tensors')) {
    const { name, dtype, shape, byteLength, offset, storedType } = tensor;
    const sha256 = await tensorHash(tensor);
    infos.push({
      ...(name === undefined ? {} : { name }),
      dtype: storedType ?? dtype,
      shape,
      bytes: byteLength,
      ...(offset === undefined ? {} : { offset }),
      ...(sha256 === undefined ? {} : { sha256 }),
    });
  }
  return infos;
}
