/** The text of a module. */

import type { ClassLabel, Method, Program } from '@brine/core';
import { version } from '../../package.json';
import { engineError } from '../errors.js';
import { labelLiteral, literal } from './literal.js';
import type { Packed } from './pack.js';
import { OPERATORS, type Part, PARTS } from './parts.gen.js';

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
 * @returns pieces of text
 * @throws CodecError `encode` for weights that are too many to stand inside
 */
export function* sourceOf(program: Program, packed: Packed, beside: boolean): Iterable<string> {
  const methods = methodsOf(program);
  if (!beside && packed.weights.length > MOST_INSIDE)
    throw engineError('encode', 'SIZE', `${packed.weights.length} bytes of weights do not go inside a module`, {
      hint: 'Write them beside it: weights "beside".',
    });
  yield `// A model, made by Brine ${version}. It needs nothing but this file${beside ? ' and its weights' : ''}.\n`;
  yield 'const engine=(()=>{\n';
  yield* engineFor(packed.operators);
  yield 'return{createModel,aligned,fromBase64}})();\n';
  yield `const program=()=>JSON.parse(${literal(JSON.stringify(packed.program))});\n`;
  if (program.classes) yield `export const classes=${classesLiteral(program.classes)};\n`;
  if (beside) {
    yield 'export function create(weights){const model=engine.createModel(program(),engine.aligned(weights));return{';
    yield methods.map((method) => `${method}:rows=>model("${method}",rows)`).join();
    yield '}}\n';
    return;
  }
  yield 'const weights="';
  yield* base64(packed.weights);
  yield '";\nlet model;\n';
  yield 'const run=(method,rows)=>(model??=engine.createModel(program(),engine.fromBase64(weights)))(method,rows);\n';
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

/** The parts of the engine that some operators need, in their order, and the table of their kernels. */
function* engineFor(operators: ReadonlySet<string>): Iterable<string> {
  const declaring = new Map<string, Part>();
  for (const part of PARTS) for (const name of part[0].split(' ')) declaring.set(name, part);
  const wanted = new Set<Part>();
  const kernels = OPERATORS.filter(([name]) => operators.has(name));
  const open = ['createModel', 'aligned', 'fromBase64', ...kernels.flatMap(needs)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const part = declaring.get(name);
    if (!part || wanted.has(part)) continue;
    wanted.add(part);
    open.push(...needs(part));
  }
  for (const part of PARTS) if (wanted.has(part)) yield `${part[1]}\n`;
  yield `var KERNELS={${DOMAINS.map((domain) => `${literal(domain)}:{${kernelsOf(kernels, domain)}}`).join()}};\n`;
}

const DOMAINS = ['', 'ai.onnx.ml'];

const needs = ([, , names]: Part): string[] => (names === '' ? [] : names.split(' '));

function kernelsOf(kernels: readonly Part[], domain: string): string {
  return kernels
    .map(([name, source]) => [...name.split(':'), source] as [string, string, string])
    .filter(([of]) => of === domain)
    .map(([, operator, source]) => `${operator}:${source}`)
    .join(',\n');
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
