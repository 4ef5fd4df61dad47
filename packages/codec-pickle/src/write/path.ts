/** Where in a value the pickler is, written as in Python: `steps[0][1].coef_`, `["a"]`. */

import { isKind, type PyValue } from '@brine/core';
import { Doing, type Frame } from './frames.js';

/** @param frames - the pickler's stack, outermost first */
export function pathOf(frames: readonly Frame[]): string {
  let path = '';
  for (let i = 0; i < frames.length; i++) path += label(frames[i]!, frames[i - 1]);
  return path;
}

/** What of a frame's value is being written; `at` is the place after it. */
function label({ doing, value, items, at, stride, object }: Frame, outer: Frame | undefined): string {
  if (doing === Doing.Batches) {
    if (stride === 1) return `[${at - 1}]`;
    const key = items[at - 1 - ((at - 1) % 2)]!;
    // A dict that is an object's state holds its attributes.
    const attribute = value && outer?.doing === Doing.Completing && typeof key === 'string' && NAME.test(key);
    return attribute ? `.${key}` : `[${keyText(key)}]`;
  }
  if (doing !== Doing.Parts) return '';
  if (isKind(value, 'tuple')) return object || isArguments(value, outer) ? `.args[${at - 1}]` : `[${at - 1}]`;
  return '';
}

/** Whether a tuple is the arguments of the object around it. */
function isArguments(value: PyValue, outer: Frame | undefined): boolean {
  return outer?.object !== undefined && outer.doing === Doing.Parts && outer.items[1] === value;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function keyText(key: PyValue): string {
  if (typeof key === 'string') return JSON.stringify(key);
  if (typeof key === 'bigint' || typeof key === 'number') return String(key);
  if (typeof key === 'boolean') return key ? 'True' : 'False';
  return key === null ? 'None' : `<${(key as { kind?: string } | undefined)?.kind ?? typeof key}>`;
}
