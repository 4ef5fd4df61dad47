/** How a functional model calls its layers: the `inbound_nodes` of Keras 1 to 3. */

import type { JsonValue } from '@brine/core';
import { isObject } from './config.js';
import { malformed } from './errors.js';

/** Which output of which call of a layer: Keras' `keras_history`. */
export interface History {
  readonly layer: string;
  readonly call: number;
  readonly output: number;
}

/** An argument of a call: a tensor of the model, a list of arguments, or plain data. */
export type Argument =
  | { readonly kind: 'tensor'; readonly from: History }
  | { readonly kind: 'list'; readonly items: readonly Argument[] }
  | { readonly kind: 'plain'; readonly value: JsonValue };

/** One call of a layer: a shared layer has several. */
export interface LayerCall {
  readonly args: readonly Argument[];
  readonly kwargs: ReadonlyMap<string, Argument>;
  /** Written by Keras 1 or 2. */
  readonly old?: true;
}

/** Lists in lists deeper than this are no arguments. */
const DEEPEST = 32;

/** @param path - of the layer, for messages */
export function readCalls(nodes: JsonValue | undefined, path: string): readonly LayerCall[] {
  if (nodes === undefined || nodes === null) return [];
  if (!Array.isArray(nodes)) throw malformed('its inbound_nodes are no list', path);
  return (nodes as readonly JsonValue[]).map((node) => (isObject(node) ? keras3(node, path) : keras2(node, path)));
}

/** `{ "args": [tensor, ...], "kwargs": {...} }` */
function keras3(node: Readonly<Record<string, JsonValue>>, path: string): LayerCall {
  const { args, kwargs } = node;
  if (!Array.isArray(args)) throw malformed('a call of it has no args', path);
  return {
    args: (args as readonly JsonValue[]).map((arg) => readArgument(arg, path)),
    kwargs: new Map(
      isObject(kwargs) ? Object.entries(kwargs).map(([name, arg]) => [name, readArgument(arg, path)]) : [],
    ),
  };
}

function readArgument(value: JsonValue, path: string, depth = 0): Argument {
  if (depth > DEEPEST) throw malformed('the arguments of a call are nested too deep', path);
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item) => readArgument(item, path, depth + 1));
    // A list of numbers stays what it is.
    return items.some(({ kind }) => kind !== 'plain') ? { kind: 'list', items } : { kind: 'plain', value };
  }
  if (!isObject(value) || value['class_name'] !== '__keras_tensor__') return { kind: 'plain', value };
  const { config } = value;
  return { kind: 'tensor', from: readHistory(isObject(config) ? config['keras_history'] : undefined, path) };
}

/** `[layer, call, output]`, after which Keras 2 may have the other arguments. */
export function readHistory(value: JsonValue | undefined, path: string): History {
  const [layer, call, output] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  if (typeof layer !== 'string' || !isIndex(call) || !isIndex(output)) {
    throw malformed(`${JSON.stringify(value)?.slice(0, 80)} is no [layer, call, output]`, path);
  }
  return { layer, call, output };
}

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * `[[layer, call, output, kwargs], ...]`: the tensors of the first argument, the other arguments beside the first of them; or one such
 * entry by itself. Tensors among the other arguments are `[layer, call, output]`, data of `["_CONSTANT_VALUE", -1, value]`.
 */
function keras2(node: JsonValue, path: string): LayerCall {
  if (!Array.isArray(node)) throw malformed('a call of it is no list', path);
  const entries = (typeof node[0] === 'string' ? [node] : node) as readonly JsonValue[];
  const tensors = entries.map((entry): Argument => readOld(entry, path));
  const more = Array.isArray(entries[0]) ? (entries[0] as readonly JsonValue[])[3] : undefined;
  return {
    old: true,
    args: [tensors.length === 1 ? tensors[0]! : { kind: 'list', items: tensors }],
    kwargs: new Map(isObject(more) ? Object.entries(more).map(([name, value]) => [name, readOld(value, path)]) : []),
  };
}

function readOld(value: JsonValue, path: string): Argument {
  if (Array.isArray(value) && typeof value[0] === 'string' && value.length >= 3) {
    if (value[0] === '_CONSTANT_VALUE') return { kind: 'plain', value: value[2] as JsonValue };
    if (isIndex(value[1]) && isIndex(value[2])) return { kind: 'tensor', from: readHistory(value, path) };
  }
  return { kind: 'plain', value };
}
