/** Judges a model: where its weights lie, what operators it needs, and whether running it ends. */

import { findingOf, isCodecError, type ByteSource, type Context, type Finding } from '@brine/core';
import { checkModel } from '../check/model.js';
import { openDocument, readRecords } from '../read/document.js';
import { EXTERNAL } from '../read/external.js';
import { isText } from '../read/text/looks.js';
import { offsetOf } from '../read/offset.js';
import type { ModelProto, NodeProto, TensorProto } from '../spec/messages.js';
import { nodesOf, tensorsIn } from './parts.js';
import { custom, endless, malformed, outsideFile } from './rules.js';

/** Domains whose operators are part of ONNX. */
const DOMAINS = new Set(['', 'ai.onnx', 'ai.onnx.ml', 'ai.onnx.training', 'ai.onnx.preview.training']);
const DEEPEST = 12;
const MOST_ELEMENTS = 2 ** 31;
const MOST_TURNS = 1e9;
/** Operators whose input says how large their output is. */
const SIZED: ReadonlyMap<string, number> = new Map([
  ['ConstantOfShape', 0],
  ['Expand', 1],
]);

export async function* auditOnnx(source: ByteSource, context: Context): AsyncIterable<Finding> {
  const findings: Finding[] = [];
  try {
    findings.push(...judge((await readRecords(source, context)).model), ...(await unfinished(source, context)));
    const document = await openDocument(source, context);
    try {
      await document.graph!();
    } finally {
      await document.close();
    }
  } catch (error) {
    if (!isCodecError(error) || error.fault === 'bug') throw error;
    const { message, at } = error;
    findings.push(
      findingOf(malformed, { message: `The model cannot be read: ${message}.`, offset: at.offset, path: at.path }),
    );
  }
  yield* findings;
}

function judge(model: ModelProto): Finding[] {
  const findings: Finding[] = [];
  for (const { message, path, offset } of checkModel(model))
    findings.push(findingOf(malformed, { message: `${message}.`, path, offset }));
  const constants = new Map<string, TensorProto>();
  for (const tensor of tensorsIn(model)) {
    constants.set(tensor.name ?? '', tensor);
    const location = (tensor.externalData ?? []).find(({ key }) => key === 'location')?.value;
    if (tensor.dataLocation !== EXTERNAL || location === undefined || isPlain(location)) continue;
    findings.push(
      findingOf(outsideFile, {
        message: `The elements of tensor ${JSON.stringify(tensor.name ?? '')} lie in ${JSON.stringify(location)}.`,
        offset: offsetOf(tensor),
        path: tensor.name ?? '',
      }),
    );
  }
  const own = new Set((model.functions ?? []).map(({ domain = '', name = '' }) => `${domain}:${name}`));
  const foreign = new Set<string>();
  for (const { node, depth } of nodesOf(model)) {
    const { domain = '', opType = '' } = node;
    if (!DOMAINS.has(domain) && !own.has(`${domain}:${opType}`)) foreign.add(`${domain}.${opType}`);
    const why = depth > DEEPEST ? `Subgraphs nest ${depth} deep` : whyEndless(node, constants);
    if (why !== undefined)
      findings.push(findingOf(endless, { message: `${why}.`, offset: offsetOf(node), path: node.name ?? '' }));
  }
  for (const name of foreign)
    findings.push(findingOf(custom, { message: `The model calls the operator ${name}.`, global: name }));
  return findings;
}

const NEWLINE = 10;

/** protobuf ends each field of its text form with a line: one that ends elsewhere was cut, even where it can be read. */
async function unfinished(source: ByteSource, { signal }: Context): Promise<Finding[]> {
  if (!(await isText(source, signal))) return [];
  const [last] = await source.read(source.size - 1, 1, signal);
  if (last === NEWLINE) return [];
  const message = 'The text ends within a line: the rest of the model may be missing.';
  return [findingOf(malformed, { message, offset: source.size })];
}

/** A name of a file beside the model. */
function isPlain(location: string): boolean {
  return location !== '' && location !== '.' && location !== '..' && !/[/\\:\0]/.test(location);
}

function whyEndless(
  { opType = '', input = [] }: NodeProto,
  constants: ReadonlyMap<string, TensorProto>,
): string | undefined {
  if (opType === 'Loop') {
    const turns = constants.get(input[0] ?? '');
    const bound = turns && numbersOf(turns)?.[0];
    if ((input[0] ?? '') === '' || (bound !== undefined && bound > MOST_TURNS))
      return 'A Loop has no bound to its turns';
  }
  const at = SIZED.get(opType);
  const shape = at === undefined ? undefined : constants.get(input[at] ?? '');
  const elements = shape && numbersOf(shape)?.reduce((product, length) => product * Math.max(length, 1), 1);
  return elements !== undefined && elements > MOST_ELEMENTS ? `${opType} makes ${elements} elements` : undefined;
}

/** The elements of a tensor of 64-bit ints. */
function numbersOf({ dataType, rawData, int64Data }: TensorProto): number[] | undefined {
  if (dataType !== 7) return undefined;
  if (!rawData) return Array.from(int64Data ?? [], Number);
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  return Array.from({ length: Math.min(16, Math.floor(rawData.byteLength / 8)) }, (_, i) =>
    Number(view.getBigInt64(8 * i, true)),
  );
}
