import { definitionOf, type FunctionInfo, type PyObject } from '@brine/core';
import type { Found } from './arrays.js';

/** The functions among objects, as `inspect` lists them; nothing where there are none. */
export function functionsOf(objects: readonly Found<PyObject>[]): { functions?: readonly FunctionInfo[] } {
  const functions: FunctionInfo[] = [];
  for (const { value } of objects) {
    const definition = definitionOf(value);
    if (definition?.kind !== 'function') continue;
    const { name, qualname, signature, code, needs } = definition;
    functions.push({
      name,
      ...(qualname === name ? {} : { qualname }),
      signature,
      python: between(code.python),
      needs,
    });
  }
  return functions.length > 0 ? { functions } : {};
}

/** `3.10`, or `3.11 to 3.14`. */
function between(versions: readonly string[]): string {
  return versions.length === 1 ? versions[0]! : `${versions[0]} to ${versions.at(-1)}`;
}
