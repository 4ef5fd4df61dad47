/** `brine convert`: a file in another format. */

import { type ByteSink, CodecError, type Note } from '@brine/core';
import type { Opened } from '@brine/core/host';
import { nearest, type Verification } from '@brine/runtime';
import type { CommandSpec } from '../command.js';
import { printable, report, usageError } from '../errors.js';
import { EXIT } from '../exit.js';
import { writeOutput } from '../files.js';
import type { Io } from '../io.js';
import { codecsCalled, codecsFor, installHint, missingCodecs, missingConverters } from '../plugins/needs.js';
import { count, READING, type ReadingOptions } from '../reading.js';
import { writeJson } from '../json.js';
import { copied, verificationText, verifyCopy } from '../verify.js';
import { openWarned } from '../verdict.js';
import { openWorkspace, type Workspace } from '../workspace.js';

interface Options extends ReadingOptions {
  readonly to?: string;
  readonly float32?: boolean;
  readonly float64?: boolean;
  readonly opset?: Opsets;
  readonly externalData?: boolean;
  readonly protocol?: number;
  readonly compress?: string;
  readonly weights?: string;
  readonly strict?: boolean;
  readonly verify?: boolean;
  readonly input?: string;
  readonly json?: boolean;
}

export const convert: CommandSpec<Options> = {
  description:
    'Writes a file in another format. What the other format cannot hold is listed; with --strict nothing is written then.\n' +
    'The output appears whole or not at all.',
  arguments: [
    ['<in>', 'file to read; - is standard input'],
    ['<out>', 'file to write; - is standard output (with --to)'],
  ],
  options: [
    { flags: '--to <id>', description: 'format to write, when the extension does not say' },
    { flags: '--float32', description: 'to ONNX or a module: compute in float32, whatever the estimator does' },
    { flags: '--float64', description: 'to ONNX or a module: compute in float64, whatever the estimator does' },
    {
      flags: '--opset <n>',
      description: 'to ONNX: version of the operators; of other domains by name (13,ai.onnx.ml=3)',
      parse: opsets,
    },
    { flags: '--external-data', description: 'to ONNX: weights beside the model, in a .data file' },
    { flags: '--protocol <n>', description: 'to pickle or joblib: 0 to 5 (default: 4)', parse: count('--protocol') },
    {
      flags: '--compress <name[:level]>',
      description: 'to joblib: zlib, gzip, bz2, lzma, xz or lz4, level 0 to 9; to npz: deflate, level 1 to 9',
    },
    {
      flags: '--weights <where>',
      description: 'to a module: weights inside it (default), or beside it in a .bin file',
      choices: ['inside', 'beside'],
    },
    { flags: '--strict', description: 'write nothing when something would be lost' },
    {
      flags: '--verify',
      description:
        'to ONNX: run what is written on every engine, and write nothing when it does not predict as the model',
    },
    { flags: '-i, --input <file>', description: 'with --verify: rows to run it on (default: generated ones)' },
    { flags: '--json', description: 'print what was written and lost as JSON' },
    ...READING,
  ],
  examples: [
    ['brine convert model.joblib model.onnx', 'a scikit-learn model for any ONNX runtime'],
    [
      'brine convert --strict --float32 model.pkl model.onnx',
      'the same in float32, and nothing if anything would be lost',
    ],
    [
      'brine convert --verify --input rows.csv model.joblib model.onnx',
      'and says how far apart the predictions of the two are',
    ],
    [
      'brine convert --opset 13 model.onnx older.onnx',
      'the same model for a runtime that knows operators up to opset 13',
    ],
    ['brine convert model.joblib model.mjs', 'a JavaScript module that predicts by itself, with its types beside it'],
    ['brine convert --compress xz:3 model.pkl model.joblib', 'a joblib file, compressed'],
    ['brine convert weights.safetensors - --to safetensors > copy.safetensors', 'to standard output'],
  ],
  async run({ io, args: [input = '', output = ''], options }) {
    const json = options.json === true;
    try {
      const written = await write(io, input, output, options);
      // What goes to standard output is the file itself then.
      if (json && output !== '-') await writeJson(io, { file: input, output, ...written });
      else {
        for (const note of written.notes) io.say(noteLine(note));
        if (written.verification) io.say(verificationText(written.verification));
      }
      return EXIT.done;
    } catch (error) {
      return report(io, error, input, json);
    }
  },
};

interface Written {
  /** Id of the codec that wrote it. */
  readonly format: string;
  readonly bytes: number;
  readonly notes: readonly Note[];
  readonly verification?: Verification;
}

async function write(io: Io, input: string, output: string, options: Options): Promise<Written> {
  const workspace = await openWorkspace(io, options, [
    'codec',
    'converter',
    ...(options.verify ? ['engine' as const] : []),
  ]);
  const { host, settings } = workspace;
  const format = outputFormat(workspace, input, output, options.to);
  checkOptions(options, format);
  const notes: Note[] = [];
  const writing = {
    ...(options.protocol === undefined ? {} : { protocol: options.protocol }),
    ...(options.compress === undefined ? {} : { compress: options.compress }),
    ...(options.weights === undefined ? {} : { weights: options.weights }),
    ...(options.opset === undefined ? {} : { opset: options.opset }),
    ...(options.externalData ? { externalData: true } : {}),
  };
  const more = { onNote: (note: Note) => void notes.push(note), ...converterOptions(workspace, options) };
  const opened = await openWarned(io, workspace, input, more);
  try {
    checkViews(workspace, opened, format);
    let bytes = 0;
    const verification = await writeOutput(io, output, async (sink) => {
      const copy = options.verify ? copied(sink) : undefined;
      const counted: ByteSink = {
        ...(sink.name === undefined ? {} : { name: sink.name }),
        write: (chunk) => {
          bytes += chunk.length;
          return (copy?.sink ?? sink).write(chunk);
        },
        sibling: (name) => (copy?.sink ?? sink).sibling(name),
      };
      notes.push(
        ...(await host.encode(opened, counted, {
          ...settings,
          ...more,
          [format]: { ...(settings[format] as object), ...writing },
          to: format,
        })),
      );
      if (options.strict) refuseLoss(notes);
      return copy && verifyCopy(io, workspace, opened, copy.source(), options.input);
    });
    return { format, bytes, notes: distinct(notes), ...(verification ? { verification } : {}) };
  } catch (error) {
    throw workspace.explain(error, input);
  } finally {
    await opened.close();
  }
}

/** Formats that options are for. */
const FORMATS: Readonly<Partial<Record<keyof Options, readonly string[]>>> = {
  float32: ['onnx', 'mjs'],
  float64: ['onnx', 'mjs'],
  opset: ['onnx'],
  externalData: ['onnx'],
  verify: ['onnx'],
  protocol: ['pickle', 'joblib'],
  compress: ['joblib', 'npz'],
  weights: ['mjs'],
};

const flagOf = (option: string) => `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Versions by domain, `''` for ai.onnx. */
type Opsets = Readonly<Record<string, number>>;

function opsets(text: string): Opsets {
  const versions = Object.create(null) as Record<string, number>;
  for (const item of text.split(',')) {
    const [domain, version] = item.includes('=') ? (item.split('=') as [string, string]) : ['', item];
    versions[domain === 'ai.onnx' ? '' : domain] = count('--opset')(version);
  }
  return versions;
}

function checkOptions(options: Options, format: string): void {
  if (options.float32 && options.float64) throw usageError('--float32 and --float64 exclude each other');
  if (options.input !== undefined && !options.verify)
    throw usageError('--input names the rows of --verify, which is not given');
  for (const [name, formats] of Object.entries(FORMATS)) {
    if (options[name as keyof Options] === undefined || formats.includes(format)) continue;
    throw usageError(`${flagOf(name)} is for ${formats.join(', ')}, and ${format} is written`);
  }
}

/** The options of every converter: those that a converter has none of take no notice. */
function converterOptions({ host }: Workspace, { float32, float64 }: Options): Record<string, unknown> {
  const own = float32 ? { float: 'float32' } : float64 ? { float: 'float64' } : {};
  return Object.fromEntries(host.registry.converters.map(({ descriptor }) => [descriptor.id, own]));
}

function outputFormat({ host }: Workspace, input: string, output: string, to: string | undefined): string {
  const format = to ?? host.encoderFor(output);
  if (format !== undefined && host.registry.codec(format)) return format;
  const known = to === undefined ? codecsFor(output, NO_BYTES) : codecsCalled(to);
  if (missingCodecs(known).length > 0) throw notInstalled(input, known);
  const writers = host.registry.codecs.filter(({ descriptor }) => descriptor.can.encode.length > 0);
  const ids = writers.map(({ descriptor }) => descriptor.id);
  const near = to === undefined ? undefined : nearest(to, ids);
  throw usageError(
    to === undefined ? `the name ${output} does not say which format to write` : `there is no codec '${to}'`,
    `${near === undefined ? '' : `Did you mean ${near}? `}Name one by --to: ${ids.join(', ') || 'none is installed'}.`,
  );
}

const NO_BYTES = new Uint8Array();

/** Everything that the conversion needs, in one command. */
function notInstalled(input: string, writers: ReturnType<typeof codecsFor>): Error {
  const readers = codecsFor(input, NO_BYTES);
  const models = writers.some(({ views }) => views.includes('program'));
  return new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-INSTALL',
    fault: 'unsupported',
    message: 'what writes this format is not installed',
    hint: installHint([
      ...missingCodecs(readers),
      ...(models ? missingConverters(readers) : []),
      ...missingCodecs(writers),
    ]),
  });
}

/** @throws CodecError `unsupported` when the file has nothing that the format takes, with what to install where that would help */
function checkViews({ host }: Workspace, opened: Opened, format: string): void {
  const wanted = host.registry.codec(format)!.descriptor.can.encode;
  if (wanted.some((view) => opened.has(view))) return;
  throw new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-VIEWS',
    fault: wanted.length > 0 ? 'unsupported' : 'option',
    message:
      wanted.length > 0
        ? `a ${opened.document.format} file cannot be written as ${format}: nothing makes a ${wanted.join(' or a ')} of it`
        : `${format} files can be read, but not written`,
    hint: installHint(missingConverters(codecsCalled(opened.codec))),
  });
}

/** What `--strict` does not let through. */
function refuseLoss(notes: readonly Note[]): void {
  const lost = distinct(notes).filter(({ loss }) => loss === true);
  if (lost.length === 0) return;
  throw new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-STRICT',
    fault: 'encode',
    message: `nothing was written, for this would be lost: ${lost.map(({ message }) => message).join('; ')}`,
    path: lost[0]!.path,
    hint: 'Leave out --strict to write what can be written.',
  });
}

function distinct(notes: readonly Note[]): readonly Note[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

function noteLine({ message, loss, path }: Note): string {
  const where = path === undefined || path === '' ? '' : ` (${path})`;
  return printable(`${loss === true ? 'lost' : 'note'}: ${message}${where}`) + '\n';
}
