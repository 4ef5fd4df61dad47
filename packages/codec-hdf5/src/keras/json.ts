/** JSON out of a file: its keys are looked up as its own alone. */

import type { JsonValue } from '@brine/core';
import { failure } from '../errors.js';

export type JsonObject = Readonly<Record<string, JsonValue>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function get(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const found = get(value, key);
  return typeof found === 'string' ? found : undefined;
}

export function listAt(value: JsonValue | undefined, key: string): readonly JsonValue[] | undefined {
  const found = get(value, key);
  return Array.isArray(found) ? (found as readonly JsonValue[]) : undefined;
}

/**
 * Python writes NaN and Infinity as words, which JSON does not have.
 *
 * @throws CodecError `malformed`
 */
export function parseJson(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    try {
      return JSON.parse(
        text.replace(
          WORDS,
          (match, string?: string) => string ?? (match === 'NaN' ? 'null' : `${match.startsWith('-') ? '-' : ''}1e999`),
        ),
      ) as JsonValue;
    } catch (cause) {
      throw failure({
        code: 'JSON',
        fault: 'malformed',
        message: `what should be JSON is none: ${(cause as Error).message}`,
        path,
        hint: 'The configuration of the model is damaged: save the model again.',
      });
    }
  }
}

/** Strings, which are left as they are, and the words. */
const WORDS = /("(?:[^"\\]|\\.)*")|NaN|-?Infinity/g;
