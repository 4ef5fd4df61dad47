/** The model inside a booster, which a pickle holds as XGBoost serialises it. */

import { isKind } from '@brine/core';
import { attributePart, describe, malformed, type Part, unsupported } from '../read/index.js';
import { type BoosterModel, readModel } from './model.js';
import { type Node, readUbjson } from './ubjson.js';

const models = new WeakMap<object, BoosterModel>();

/**
 * The model of a booster. Since 1.6 it is UBJSON, from 1.0 JSON or a binary form; that one is refused.
 *
 * @throws CodecError `unsupported` for a booster without a model or in the binary form, `malformed` for damaged ones
 */
export function modelOf({ value, path }: Part): BoosterModel {
  if (!isKind(value, 'object')) throw unsupported(`${describe(value)} where a booster is needed`, path);
  const known = models.get(value);
  if (known) return known;
  const handle = attributePart({ value, path }, 'handle');
  if (!handle || !(isKind(handle.value, 'bytearray') || handle.value instanceof Uint8Array))
    throw unsupported('a booster without its model', path, 'Fit it first.');
  const bytes = handle.value instanceof Uint8Array ? handle.value : handle.value.data;
  const model = readModel(documentOf(bytes, handle.path), handle.path);
  models.set(value, model);
  return model;
}

function documentOf(bytes: Uint8Array, path: string): Node {
  const start = String.fromCharCode(...bytes.subarray(0, 14));
  if (/^\{[LlIiU}]/.test(start)) return readUbjson(bytes, path);
  if (/^\{\s*"/.test(start)) return fromJson(bytes, path);
  if (start.startsWith('CONFIG-offset:') || start.startsWith('binf'))
    throw unsupported(
      'a booster in the binary form of XGBoost before 1.6',
      path,
      'Load it with a version of XGBoost that reads it, and save it again with 1.6 or newer.',
    );
  throw malformed('bytes that are no model of XGBoost', path);
}

function fromJson(bytes: Uint8Array, path: string): Node {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : value,
    ) as Node;
  } catch (error) {
    throw malformed(`JSON that cannot be read (${(error as Error).message})`, path);
  }
}
