/**
 * The arguments of `types.CodeType`, by their number. A leading bytes argument of dill's `_create_code`, the `co_lnotab` for older
 * Pythons, is not counted.
 * @see CPython, Objects/clinic/codeobject.c.h: `code_new`; dill, `save_code` in dill/_dill.py
 */

export type CodeField =
  | 'argcount'
  | 'posonlyargcount'
  | 'kwonlyargcount'
  | 'nlocals'
  | 'stacksize'
  | 'flags'
  | 'bytecode'
  | 'consts'
  | 'names'
  | 'varnames'
  | 'filename'
  | 'name'
  | 'qualname'
  | 'firstlineno'
  | 'linetable'
  | 'exceptiontable'
  | 'freevars'
  | 'cellvars';

export interface CodeLayout {
  readonly fields: readonly CodeField[];
  /** Versions of Python with these fields. */
  readonly python: readonly string[];
}

const OLDEST = layout(
  'argcount kwonlyargcount nlocals stacksize flags bytecode consts names varnames filename name firstlineno linetable freevars cellvars',
);
const MIDDLE = layout(
  'argcount posonlyargcount kwonlyargcount nlocals stacksize flags bytecode consts names varnames filename name firstlineno linetable freevars cellvars',
);
const NEWEST = layout(
  'argcount posonlyargcount kwonlyargcount nlocals stacksize flags bytecode consts names varnames filename name qualname firstlineno linetable exceptiontable freevars cellvars',
);

/**
 * @param count - of the arguments
 * @param lnotab - whether dill put the `co_lnotab` before them, which it does from Python 3.10 on; undefined for cloudpickle, which never
 * does
 */
export function codeLayout(count: number, lnotab: boolean | undefined): CodeLayout | undefined {
  switch (count) {
    case 15:
      return { fields: OLDEST, python: ['3.6', '3.7'] };
    case 16:
      if (lnotab === undefined) return { fields: MIDDLE, python: ['3.8', '3.9', '3.10'] };
      return { fields: MIDDLE, python: lnotab ? ['3.10'] : ['3.8', '3.9'] };
    case 18:
      return { fields: NEWEST, python: ['3.11', '3.12', '3.13', '3.14'] };
    default:
      return undefined;
  }
}

function layout(fields: string): readonly CodeField[] {
  return fields.split(' ') as CodeField[];
}
