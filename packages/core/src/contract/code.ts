/**
 * Code that a file holds by value, as dill and cloudpickle write it. These are views: the inert record that a view was read from stays
 * what the file says and what is written back. Nothing here is ever run; `bytecode` stays bytes for a decoder of the right Python.
 */

import type { PyDict, PyValue } from './value.js';

export type PyDefinition = PyCode | PyFunction | PyClass | PyCell | PyModule | PyMethod;

/**
 * A code object, by the fields of Python's `types.CodeType`.
 * @see https://docs.python.org/3/reference/datamodel.html#code-objects
 */
export interface PyCode {
  readonly kind: 'code';
  /** Positional parameters, positional-only ones included. */
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  readonly nlocals: number;
  readonly stacksize: number;
  /** `CO_VARARGS` is 0x04, `CO_VARKEYWORDS` 0x08, `CO_GENERATOR` 0x20, `CO_COROUTINE` 0x80, `CO_ASYNC_GENERATOR` 0x200. */
  readonly flags: number;
  readonly bytecode: Uint8Array;
  readonly consts: readonly PyValue[];
  /** Names of globals and attributes. */
  readonly names: readonly string[];
  /** Parameters, then other locals. */
  readonly varnames: readonly string[];
  readonly freevars: readonly string[];
  readonly cellvars: readonly string[];
  readonly filename: string;
  readonly name: string;
  /** From Python 3.11 on. */
  readonly qualname?: string;
  readonly firstlineno: number;
  /** `co_linetable` from Python 3.10 on, `co_lnotab` before. */
  readonly linetable: Uint8Array;
  /** From Python 3.11 on. */
  readonly exceptiontable?: Uint8Array;
  /** Versions of Python whose code objects have these fields, oldest first: the file does not say which one it was. */
  readonly python: readonly string[];
}

export interface PyFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly qualname: string;
  readonly module?: string;
  readonly code: PyCode;
  /** As Python writes it: `(a, b=10, *args, c=5, **kw)`. */
  readonly signature: string;
  /** Of the last positional parameters. */
  readonly defaults: readonly PyValue[];
  readonly kwdefaults?: PyDict;
  readonly annotations?: PyDict;
  readonly doc?: string;
  /** The dict that the file brings, or what it refers to a module's namespace by. */
  readonly globals: PyValue;
  /** A cell for each of the code's free variables, in their order. */
  readonly closure: readonly PyValue[];
  /** Attributes that were set on the function. */
  readonly attributes?: PyDict;
  /**
   * Names that the code may look up in globals that the file does not bring. Which of a code's names are globals and which attributes
   * only its bytecode tells, so that this may name too many, never too few; it is empty where the globals came along.
   */
  readonly needs: readonly string[];
}

/** A class saved with what it holds, or a class of Python's own that is named in a table of the library (`CodeType`). */
export interface PyClass {
  readonly kind: 'class';
  readonly name: string;
  readonly qualname: string;
  readonly module: string;
  readonly bases: readonly PyValue[];
  /** What the body of the class defines: `name, value, ...`. Absent for one that is only named. */
  readonly members?: PyDict;
  /** What a call of it makes, where that is a definition too. */
  makes?(args: readonly PyValue[]): PyDefinition | undefined;
}

/** The variable that a closure shares with the function around it. */
export interface PyCell {
  readonly kind: 'cell';
  /** Absent for a cell that is empty. */
  readonly contents?: PyValue;
}

export interface PyModule {
  readonly kind: 'module';
  readonly name: string;
}

/** A function bound to an object. */
export interface PyMethod {
  readonly kind: 'method';
  readonly func: PyValue;
  readonly self: PyValue;
}
