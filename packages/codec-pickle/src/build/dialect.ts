import type { PyObject, PyValue } from '@brine/core';
import type { RawCursor } from '../read/backend.js';
import type { SavingDialect } from '../write/options.js';
import type { Reducer } from './reducers.js';

/**
 * What a format that speaks pickle adds to it. Several compose: each hook is asked in order, and the first that answers with
 * something other than `undefined` wins; without an answer the machine does what plain pickle does.
 *
 * A hook runs synchronously inside the opcode loop. To refuse, it throws a CodecError.
 */
export interface Dialect extends SavingDialect {
  /** A class or function reference, after `fix_imports`. `name` is dotted for nested ones. */
  onGlobal?(module: string, name: string): PyValue | undefined;
  /** What makes the value of a call of `module.name`; asked once for each, before the reader's own for Python and numpy. */
  reducer?(module: string, name: string): Reducer | undefined;
  /** A call was made for its effect alone: its result is dropped. */
  onEffect?(call: PyObject): void;
  /** A persistent id: a str (protocol 0) or any value. */
  onPersistent?(id: PyValue): PyValue | undefined;
  /** A code of the copyreg extension registry, before the `extensions` option is looked at. */
  onExtension?(code: number): PyValue | undefined;
  /**
   * After BUILD gave `object` its state. May consume bytes that follow in the file, and a nested pickle.
   *
   * @param raw - at the byte after the BUILD opcode
   * @returns what takes the object's place on the stack; the memo keeps the object, as in joblib
   */
  onBuild?(object: PyObject, raw: RawCursor<PyValue>): PyValue | undefined;
}
