/**
 * Python values in TypeScript, exact in both directions.
 *
 * `1`, `1.0`, `True`, `"1"`, `b"1"`, `(1,)`, `[1]`, `{1}` are eight different things here: a JavaScript `number` is a Python
 * float, a `bigint` a Python int, `boolean`, `string` and `null` are themselves, and everything else is a plain record with a
 * `kind`. Sharing and cycles are object identity. A Python object is an inert record of how the stream makes it: nothing is
 * ever called.
 */

import type { PyDefinition } from './code.js';

export type PyValue = null | boolean | number | bigint | string | PyRecord;

export type PyRecord =
  | PyComplex
  | PyBytes
  | PyByteArray
  | PyList
  | PyTuple
  | PyDict
  | PySet
  | PyFrozenSet
  | PyConstant
  | PyGlobal
  | PyObject
  | PyPersistent
  | PyDType
  | PyNdArray
  | PyNpScalar;

export interface PyComplex {
  readonly kind: 'complex';
  readonly re: number;
  readonly im: number;
}

/** `bytes`; `data` may be a view of the file. */
export interface PyBytes {
  readonly kind: 'bytes';
  readonly data: Uint8Array;
}

export interface PyByteArray {
  readonly kind: 'bytearray';
  readonly data: Uint8Array;
}

/**
 * `list`. A long list of only floats is packed in a Float64Array, one of only ints that fit in 64 bits in a BigInt64Array:
 * both index and iterate to the same values as the array would (`number` is a float, `bigint` an int). Only writing into a list
 * needs to know.
 */
export interface PyList {
  readonly kind: 'list';
  items: PyValue[] | Float64Array | BigInt64Array;
}

export interface PyTuple {
  readonly kind: 'tuple';
  items: PyValue[];
}

/** `dict`: `key, value, key, value, ...` in insertion order, keys distinct by Python's equality (`1`, `1.0`, `True` are one key). */
export interface PyDict {
  readonly kind: 'dict';
  entries: PyValue[];
}

/** `set`: items distinct by Python's equality, in the order in which they were added. */
export interface PySet {
  readonly kind: 'set';
  items: PyValue[];
}

export interface PyFrozenSet {
  readonly kind: 'frozenset';
  items: PyValue[];
}

/** `Ellipsis` and `NotImplemented`. */
export interface PyConstant {
  readonly kind: 'constant';
  readonly name: 'Ellipsis' | 'NotImplemented';
}

/** A class, function or other module attribute by name. Names of Python 2 are already mapped as `fix_imports` does. */
export interface PyGlobal {
  readonly kind: 'global';
  readonly module: string;
  /** Dotted for a nested one (protocol 4). */
  readonly name: string;
  /**
   * Reads what a call of it makes, where whoever opened the file knows that: see `definitionOf`. It is not enumerable, so that copies
   * and comparisons are of the name alone.
   */
  readonly makes?: (object: PyObject) => PyDefinition | undefined;
}

/** How a stream makes an object. `reconstructor` is `copyreg._reconstructor(cls, base, state)`: `func` is cls, `args` is (base, state). */
export type PyMaker = 'reduce' | 'newobj' | 'newobj_ex' | 'reconstructor' | 'inst';

/**
 * Any object that the stream makes by calling something: `func(*args)` (REDUCE), `func.__new__(func, *args)` (NEWOBJ),
 * then items appended, entries set, state built. It is written down, never called.
 */
export interface PyObject {
  readonly kind: 'object';
  readonly via: PyMaker;
  /** The class or function; a {@link PyGlobal} in every honest file, else whatever the stream had there. */
  readonly func: PyValue;
  /** The arguments' tuple. */
  readonly args: PyTuple;
  /** Keyword arguments of NEWOBJ_EX. */
  readonly kwargs?: PyDict;
  /** What BUILD gave, usually a dict of attributes or a pair (dict, slots). `undefined` is no BUILD; `null` is None. */
  state?: PyValue;
  /** The function that is called as `setter(object, state)` in place of BUILD: the sixth item of what `__reduce__` may return. */
  setter?: PyValue;
  /** States of further BUILDs, in order. */
  laterStates?: PyValue[];
  /** What APPEND, APPENDS or ADDITEMS added. */
  items?: PyValue[];
  /** What SETITEM, SETITEMS set: `key, value, ...`, as in the stream (not merged). */
  entries?: PyValue[];
  /** What the stream does for its effect alone once the object is complete, in order. */
  effects?: PyEffect[];
}

/**
 * A step whose result is dropped: a call (`setattr(cls, "__qualname__", "A.B")`), or entries that a dict is given late because they may
 * refer to the object itself. The entries are those of the dict from the index `from` of its list on; the dict itself holds them all.
 */
export type PyEffect = PyObject | { readonly kind: 'late entries'; readonly dict: PyDict; readonly from: number };

/** A persistent id: a reference to something outside the stream. */
export interface PyPersistent {
  readonly kind: 'persistent';
  readonly id: PyValue;
}

/**
 * A numpy dtype.
 * @see https://numpy.org/doc/stable/reference/arrays.interface.html (typestr)
 */
export interface PyDType {
  readonly kind: 'dtype';
  /** Kind character: b i u f c m M O S U V, T for StringDType. */
  readonly type: string;
  /** `<`, `>`, or `|` where byte order does not apply. */
  readonly byteOrder: '<' | '>' | '|';
  /** Bytes of one element (4 a character for U). */
  readonly itemsize: number;
  /** Of datetime64 and timedelta64: the unit (`ns`, `D`, `generic`) and how many of it one tick is. */
  readonly unit?: { readonly name: string; readonly count: number };
  /** Fields of a structured dtype, in order. */
  readonly fields?: readonly {
    readonly name: string;
    readonly dtype: PyDType;
    readonly offset: number;
    readonly title?: PyValue;
  }[];
  /** Of a subarray dtype: element type and shape. */
  readonly subarray?: { readonly base: PyDType; readonly shape: readonly number[] };
  /** True when made with `align=True`. */
  readonly aligned?: boolean;
  /** The dtype's alignment in bytes, as pickled (-1 where numpy writes -1). */
  readonly alignment?: number;
  /** The scalar type, where it is not numpy's own for this kind: `numpy.record` of a record array. */
  readonly scalar?: PyGlobal;
  /** numpy's own metadata dict and anything else in its state that has no field here. */
  readonly metadata?: PyValue;
}

/** A numpy array (or an instance of a subclass whose pickled form is an array). */
export interface PyNdArray {
  readonly kind: 'ndarray';
  /** `numpy.ndarray` or the subclass. */
  readonly class: PyGlobal;
  readonly dtype: PyDType;
  readonly shape: readonly number[];
  /** How `data` (or `items`) is laid out: C (last axis fastest) or F (first axis fastest). */
  readonly order: 'C' | 'F';
  /** Elements in the dtype's byte order, contiguous; may be a view of the file. Empty for object arrays. */
  readonly data: Uint8Array;
  /** Elements of an object array, in `order`. */
  readonly items?: PyValue[];
  /** Byte offset of `data` in the file, when it is a view of it. */
  readonly offset?: number;
  /** True when the stream has its elements as bytes that Python would not let be written to (protocol 5's READONLY_BUFFER, `bytes`). */
  readonly readonly?: boolean;
  /** State beyond the array's own of a subclass. */
  state?: PyValue;
}

/** A numpy scalar (`numpy.float64(1.5)`): one element's bytes. */
export interface PyNpScalar {
  readonly kind: 'npscalar';
  readonly dtype: PyDType;
  readonly data: Uint8Array;
  /** The object, for dtype O. */
  readonly value?: PyValue;
}
