/** The text of a module. */

import type { ClassLabel, Method, Program } from '@brine/core';
import { engineError } from '../errors.js';
import { type Files, head } from './head.js';
import { jsonLiteral, labelLiteral, literal } from './literal.js';
import type { Packed } from './pack.js';
import { engineText, stagesText } from './parts.js';
import { readerOf } from './reader.js';
import type { Sources } from './stages.js';

/** What a module may export. Names of a method come from a converter: any other is refused. */
const METHODS: ReadonlySet<string> = new Set<Method>([
  'predict',
  'predict_proba',
  'predict_log_proba',
  'decision_function',
  'transform',
  'score_samples',
]);

/** Bytes of weights that still make a string in every engine of JavaScript. */
const MOST_INSIDE = 2 ** 28;

/**
 * @param files - with weights among them these stand beside the module
 * @returns pieces of text
 * @throws CodecError `encode` for weights that are too many to stand inside
 */
export function* sourceOf(program: Program, packed: Packed, sources: Sources, files: Files): Iterable<string> {
  const beside = files.weights !== undefined;
  const methods = methodsOf(program);
  if (!beside && packed.weights.length > MOST_INSIDE)
    throw engineError('encode', 'SIZE', `${packed.weights.length} bytes of weights do not go inside a module`, {
      hint: 'Write them beside it: weights "beside".',
    });
  const [reader, unpack] = [readerOf(program), beside ? 'aligned' : 'fromBase64'];
  const model = `engine.createModel(program(),engine.${unpack}(weights),engine.${reader}${sources.size > 0 ? ',stages' : ''})`;
  yield head(program, methods, files);
  yield* engineText(packed.operators, ['createModel', unpack, reader]);
  yield* stagesText(sources);
  yield `const program=()=>JSON.parse(${jsonLiteral(packed.program)});\n`;
  if (program.classes) yield `export const classes=${classesLiteral(program.classes)};\n`;
  if (beside) {
    yield `export function create(weights){const model=${model};return{`;
    yield methods.map((method) => `${method}:rows=>model("${method}",rows)`).join();
    yield '}}\n';
    return;
  }
  yield 'const weights="';
  yield* base64(packed.weights);
  yield '";\nlet model;\n';
  yield `const run=(method,rows)=>(model??=${model})(method,rows);\n`;
  for (const method of methods) yield `export const ${method}=rows=>run("${method}",rows);\n`;
}

/** @throws CodecError `encode` for a method that is none */
export function methodsOf({ methods, name }: Program): Method[] {
  const names = Object.keys(methods);
  const odd = names.find((method) => !METHODS.has(method));
  if (odd === undefined && names.length > 0) return names as Method[];
  throw engineError(
    'encode',
    'METHOD',
    `${name} has ${odd === undefined ? 'no method' : `the method ${literal(odd)}`}`,
  );
}

function classesLiteral(classes: NonNullable<Program['classes']>): string {
  const list = (labels: readonly ClassLabel[]): string => `[${labels.map(labelLiteral).join()}]`;
  const several = Array.isArray(classes[0]);
  return several
    ? `[${(classes as readonly (readonly ClassLabel[])[]).map(list).join()}]`
    : list(classes as ClassLabel[]);
}

/** Base64 in pieces of a multiple of 3 bytes. */
function* base64(bytes: Uint8Array): Iterable<string> {
  const STEP = 3 * 8192;
  for (let at = 0; at < bytes.length; at += STEP) yield btoa(String.fromCharCode(...bytes.subarray(at, at + STEP)));
}
