/**
 * The configuration of a Keras model: names of classes and functions at any depth, and code.
 * @see Keras, `deserialize_keras_object` in keras/src/saving/serialization_lib.py
 */

import { findingOf, fromBytes, type Context, type Finding } from '@brine/core';
import { namesInCode } from './code.js';
import { CLASSES, FUNCTIONS } from './names.js';
import { customClass, dangerousFunction, hostFile, hugeShape, notConfig, storedFunction } from './rules.js';

const words = (text: string) => new Set(text.trim().split(/\s+/));
const classes = words(CLASSES);
const functions = words(FUNCTIONS);

/** Modules of Keras, whoever ships it. */
const KERAS =
  /^(?:keras|tf_keras|keras_core|tensorflow\.keras|tensorflow\.python\.keras|keras_nlp|keras_hub|keras_cv)(?:\.|$)/;
/** Modules of Python and others from which no layer comes, and everything that an attacker wants does. */
const DANGEROUS =
  /^(?:builtins|__builtin__|os|posix|nt|sys|subprocess|shutil|importlib|runpy|pickle|_pickle|marshal|ctypes|socket|pty|code|codeop|io|_io|tempfile|pathlib|urllib|http|ftplib|smtplib|webbrowser|operator|functools|timeit|pdb|cProfile|profile|multiprocessing|asyncio|signal|platform|pip|setuptools|requests|yaml|dill|cloudpickle|joblib|torch|numpy|pandas|tensorflow|keras\.(?:src\.)?utils|keras\.(?:src\.)?saving|keras\.config)(?:\.|$)/;
/** Layers that hold code in another form than Lambda. */
const HOLDS_CODE = new Set(['Lambda', 'JaxLayer', 'FlaxLayer', 'TFSMLayer', '__lambda__']);
const DEEPEST = 500;
const MOST_ELEMENTS = 2 ** 31;

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/** @param text - JSON, NaN and Infinity as words among it */
export async function* auditKerasConfig(text: string, path: string, context: Context): AsyncIterable<Finding> {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/("(?:[^"\\]|\\.)*")|-?Infinity|NaN/g, (_, quoted?: string) => quoted ?? '0'));
  } catch (error) {
    yield findingOf(notConfig, { message: `The configuration is no JSON: ${(error as Error).message}.`, path });
    return;
  }
  const queue: Place[] = [{ value: root, path, depth: 0 }];
  for (let place = queue.pop(); place; place = queue.pop()) {
    const { value, depth } = place;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) {
      yield findingOf(notConfig, { message: 'The configuration nests deeper than any model.', path });
      return;
    }
    if (!Array.isArray(value)) yield* auditNode(value as Node, place.path, context);
    for (const [key, part] of Object.entries(value)) {
      queue.push({
        value: part,
        path: Array.isArray(value) ? `${place.path}[${key}]` : `${place.path}.${key}`,
        depth: depth + 1,
      });
    }
  }
}

interface Node {
  readonly class_name?: unknown;
  readonly module?: unknown;
  readonly config?: unknown;
  readonly registered_name?: unknown;
  readonly [key: string]: unknown;
}

async function* auditNode(node: Node, path: string, context: Context): AsyncIterable<Finding> {
  for (const key of ['vocabulary', 'vocab_file', 'idf_weights_file', 'file_path', 'filepath']) {
    const value = node[key];
    if (typeof value === 'string' && value !== '')
      yield findingOf(hostFile, { message: `${key} is the file ${JSON.stringify(value)}.`, path });
  }
  for (const key of [
    'units',
    'filters',
    'input_dim',
    'output_dim',
    'batch_shape',
    'input_shape',
    'target_shape',
    'batch_input_shape',
  ]) {
    const elements = elementsOf(node[key]);
    if (elements > MOST_ELEMENTS) yield findingOf(hugeShape, { message: `${key} has ${elements} elements.`, path });
  }
  const { class_name: given, module, registered_name: registered, config } = node;
  if (typeof given !== 'string') return;
  const name = /[^.>]*$/.exec(given)![0];
  const from =
    typeof module === 'string' ? module : given.includes('.') ? given.slice(0, given.lastIndexOf('.')) : undefined;
  const full = given === 'function' && typeof config === 'string' ? `${from}.${config}` : `${from ?? 'keras'}.${name}`;
  if (HOLDS_CODE.has(name)) {
    yield* auditCode(config, full, path);
    return;
  }
  if (name === 'TorchModuleWrapper') {
    yield findingOf(storedFunction, { message: 'TorchModuleWrapper holds a pickle of PyTorch.', path, global: full });
    yield* auditPickles(config, path, context);
    return;
  }
  if (from !== undefined && (DANGEROUS.test(from) || DANGEROUS.test(full))) {
    yield findingOf(dangerousFunction, {
      message: `The configuration names ${full}, which Keras imports and calls.`,
      path,
      global: full,
    });
    return;
  }
  const isKeras = from === undefined || KERAS.test(from);
  const isKnown = given === 'function' ? typeof config === 'string' && functions.has(config) : classes.has(name);
  if (isKeras && isKnown && !given.includes('>')) return;
  yield findingOf(customClass, {
    message: `The configuration names ${typeof registered === 'string' && from === undefined ? registered : full}, which is not of Keras.`,
    path,
    global: full,
  });
}

/** The function of a Lambda layer: base64 of marshalled code, or a name. */
async function* auditCode(config: unknown, full: string, path: string): AsyncIterable<Finding> {
  const dangerous = new Set<string>();
  for (const text of textsIn(config)) for (const name of namesInCode(text)) dangerous.add(name);
  for (const name of dangerous) {
    yield findingOf(dangerousFunction, { message: `The code of ${full} names ${name}.`, path, global: name });
  }
  if (!full.endsWith('__lambda__') || dangerous.size > 0) {
    yield findingOf(storedFunction, {
      message: `${full} holds code, which Keras runs when the model is used.`,
      path,
      global: full,
    });
  }
}

async function* auditPickles(config: unknown, path: string, context: Context): AsyncIterable<Finding> {
  for (const text of textsIn(config)) {
    const bytes = base64(text);
    if (!bytes) continue;
    for await (const finding of context.audit(fromBytes(bytes))) {
      if (finding.effect === 'dangerous') yield { ...finding, path };
    }
  }
}

function elementsOf(value: unknown): number {
  if (typeof value === 'number') return Math.abs(value);
  if (!Array.isArray(value)) return 0;
  return value.reduce<number>(
    (product, length) => product * (typeof length === 'number' ? Math.max(Math.abs(length), 1) : 1),
    1,
  );
}

/** Every string in a value, a bounded number of them. */
function* textsIn(value: unknown): Generator<string> {
  const queue: unknown[] = [value];
  for (let left = 1000; queue.length > 0 && left > 0; left--) {
    const next = queue.pop();
    if (typeof next === 'string') yield next;
    else if (typeof next === 'object' && next !== null) queue.push(...Object.values(next).slice(0, 100));
  }
}

export function base64(text: string): Uint8Array | undefined {
  const compact = text.replace(/\s/g, '');
  if (compact.length < 8 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(compact)) return undefined;
  try {
    return Uint8Array.from(atob(compact.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
