/** The writing side: what dill's pickler has forms of its own for. */

import { isKind, type PyRecord } from '@brine/core';
import type { Saving } from '@brine/codec-pickle/vm';

/**
 * The namespace of a module is written by its name, as GLOBAL in every protocol, and never stored: dill looks for `__builtin__.__main__`
 * by these words.
 * @see dill, `save_module_dict` and `save_type` in dill/_dill.py
 */
export function saveDill(value: PyRecord): Saving | undefined {
  if (!isKind(value, 'global') || !isWritten(value.module, value.name)) return undefined;
  const module = value.module === 'builtins' && value.name !== '__dict__' ? '__builtin__' : value.module;
  return { opcodes: new TextEncoder().encode(`c${module}\n${value.name}\n`) };
}

function isWritten(module: string, name: string): boolean {
  if (module === 'builtins' || module === '__builtin__') return ['__main__', 'NoneType', '__dict__'].includes(name);
  return name === '__dict__' || (module === 'enum' && name === 'EnumMeta');
}
