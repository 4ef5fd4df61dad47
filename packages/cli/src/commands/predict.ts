/** `brine predict`: rows in, predictions out. */

import { type ByteSource, CodecError, isCodecError, type Method, type Note, type View } from '@brine/core';
import { METHODS, type Model, modelOf, nearest } from '@brine/runtime';
import type { CommandSpec } from '../command.js';
import { printable, report, usageError } from '../errors.js';
import { EXIT } from '../exit.js';
import { readAhead, readFile, writeOutput, writeText } from '../files.js';
import { type Io, writeAll } from '../io.js';
import { codecsFor, installHint, missingCodecs, missingConverters, missingEngines } from '../plugins/needs.js';
import { READING, type ReadingOptions } from '../reading.js';
import { INPUT_ERROR } from '../rows/errors.js';
import { loadReader, readRows } from '../rows/input.js';
import { predictionCsv, predictionDocument, predictionLines, type Predictions } from '../rows/output.js';
import { jsonLine, writeJson } from '../json.js';
import { openWarned } from '../verdict.js';
import { openWorkspace, type Workspace } from '../workspace.js';

interface Options extends ReadingOptions {
  readonly input?: string;
  readonly method?: Method;
  readonly output?: string;
  readonly engine?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

export const predict: CommandSpec<Options> = {
  description:
    'Runs the model in a file on rows. Rows are CSV (with a line of column names, unless that is all numbers), JSON, JSON Lines,\n' +
    'NPY, NPZ or Parquet; predictions are CSV unless asked otherwise.',
  arguments: [['<file>', 'the model; - is standard input']],
  options: [
    { flags: '-i, --input <file>', description: 'rows (default: -, standard input)' },
    {
      flags: '-m, --method <name>',
      description: 'what to ask of the model (default: the first of predict, transform that it has)',
      choices: METHODS,
    },
    { flags: '-o, --output <file>', description: 'write to a .csv, .json or .jsonl file' },
    { flags: '--engine <id>', description: 'run with this engine (default: that which is done first)' },
    { flags: '-v, --verbose', description: 'say which engine ran' },
    { flags: '--json', description: 'print predictions as JSON' },
    ...READING,
  ],
  examples: [
    ['brine predict model.joblib --input rows.csv', 'a prediction a line'],
    [
      "echo '[[5.1, 3.5, 1.4, 0.2]]' | brine predict iris.pkl --method predict_proba --json",
      'probabilities of one row, as JSON',
    ],
    ['brine predict model.onnx --input rows.parquet --output predictions.csv', 'from file to file'],
  ],
  async run({ io, args: [file = ''], options }) {
    try {
      await run(io, file, options);
      return EXIT.done;
    } catch (error) {
      return report(io, error, file, options.json === true);
    }
  },
};

async function run(io: Io, file: string, options: Options): Promise<void> {
  const { input = '-', output } = options;
  if (file === '-' && input === '-')
    throw usageError('the model and the rows cannot both come from standard input', 'Name the rows: --input FILE');
  const form = output === undefined ? undefined : outputForm(output);
  const bytes = readAhead(io, file, options.limit?.bytes);
  // Told when it is opened; what the request itself lacks is told before.
  bytes.catch(() => undefined);
  const workspace = await openWorkspace(io, options, ['codec', 'converter', 'engine']);
  checkInstalled(workspace, file);
  importAhead(workspace, file, input);
  const model = await openModel(io, workspace, file, await bytes, options);
  try {
    const method = options.method ?? model.methods[0] ?? 'predict';
    const predictions = {
      method,
      outputs: await ofInput(input, async () =>
        model.runAll(method, await readRows(await readFile(io, input), input, model.inputs, workspace.host)),
      ),
    };
    if (options.verbose) io.say(`engine: ${await model.engine()}\n`);
    if (output !== undefined) await writeOutput(io, output, (sink) => writeText(sink, form!(predictions)));
    if (options.json) await writeJson(io, predictionDocument(predictions));
    else if (output === undefined) await writeAll(io, predictionCsv(predictions));
  } finally {
    await model.close();
  }
}

/** Imports what will probably be needed while the file is read. What cannot be imported is told of when it is used. */
function importAhead({ host: { registry } }: Workspace, file: string, input: string): void {
  const views = new Set<View>(codecsFor(file, new Uint8Array()).flatMap((codec) => codec.views));
  const converters = registry.converters.filter(({ descriptor }) => views.has(descriptor.from));
  const plugins = [...registry.engines, ...converters].map((plugin) => plugin.load());
  void Promise.allSettled([...plugins, loadReader(input)]);
}

/** Runs something; what it says about the rows is said of their file, not of the model's. */
async function ofInput<T>(input: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCodecError(error) && (error.fault === 'io' || error.code === INPUT_ERROR || ROWS_ERROR.test(error.code))) {
      error.file = input;
    }
    throw error;
  }
}

/** What the runtime says about rows. */
const ROWS_ERROR = /^BRINE-RUNTIME-(?:ROWS|WIDTH|COLUMN|TYPE|SHAPE|INPUT|DTYPE)$/;

async function openModel(
  io: Io,
  workspace: Workspace,
  file: string,
  bytes: ByteSource | undefined,
  { engine }: Options,
): Promise<Model> {
  const told = new Set<string>();
  const onNote = ({ message, path }: Note) => {
    const line = printable(`note: ${message}${path === undefined ? '' : ` (${path})`}`);
    if (!told.has(line)) io.say(`${line}\n`);
    told.add(line);
  };
  const opened = await openWarned(io, workspace, file, { onNote }, bytes);
  try {
    return await modelOf(workspace.host, opened, {
      ...workspace.settings,
      ...(engine === undefined ? {} : { engine }),
    });
  } catch (error) {
    throw workspace.explain(error, file);
  } finally {
    await opened.close();
  }
}

/** What cannot work is told before anything is read: everything that the request needs, in one command. */
function checkInstalled({ host: { registry } }: Workspace, file: string): void {
  const codecs = codecsFor(file, new Uint8Array());
  const converters = registry.converters.length > 0 ? [] : missingConverters(codecs);
  const engines = missingEngines(registry.engines);
  if (converters.length === 0 && engines.length === 0) return;
  throw new CodecError({
    codec: 'cli',
    code: 'BRINE-CLI-INSTALL',
    fault: 'unsupported',
    message: 'what predicts from this file is not installed',
    hint: installHint([...missingCodecs(codecs), ...converters, ...engines]),
  });
}

type Form = (predictions: Predictions) => AsyncIterable<string> | Iterable<string>;

const FORMS: Readonly<Record<string, Form>> = {
  '.csv': predictionCsv,
  async *'.json'(predictions) {
    yield* await jsonLine(predictionDocument(predictions));
  },
  async *'.jsonl'(predictions) {
    for (const row of predictionLines(predictions)) yield* await jsonLine(row);
  },
};

function outputForm(output: string): Form {
  const extension = /\.[^.]*$/.exec(output)?.[0].toLowerCase() ?? '';
  const form = Object.hasOwn(FORMS, extension) ? FORMS[extension] : output === '-' ? predictionCsv : undefined;
  if (form) return form;
  const near = nearest(extension, Object.keys(FORMS));
  throw usageError(
    `--output ${output}: its extension is none of ${Object.keys(FORMS).join(', ')}`,
    near === undefined ? undefined : `Did you mean ${near}?`,
  );
}
