/**
 * Values that only Python's code could compute: a reader that runs none shows the record that the stream has in their place. An entry
 * that no file needs any more is an error, and everything around such a value is compared all the same.
 */

import type { Inert as Known, Tagged } from '../../packages/core/test/compare-tagged.js';

export interface Inert extends Known {
  readonly reason: string;
  /** Only in files whose path matches. */
  readonly files?: RegExp;
}

export const INERT: readonly Inert[] = [
  { name: 'corpus_classes.Point', reason: 'a namedtuple: made of arguments by a __new__ that is not in the file' },
  {
    name: 'corpus_classes.Color',
    reason: 'an enum: the stream has the class and the value, or the class and the name',
  },
  { name: 'corpus_classes.Num', reason: 'an enum, as Color' },
  { name: 'corpus_classes.Perm', reason: 'an enum, as Color' },
  {
    name: 'corpus_classes.IntSub',
    reason: 'made of an argument by a __new__ that may be its own; protocols 0 and 1 name the base',
  },
  { name: 'corpus_classes.FloatSub', reason: 'as IntSub' },
  { name: 'corpus_classes.StrSub', reason: 'as IntSub' },
  { name: 'corpus_classes.BytesSub', reason: 'as IntSub' },
  { name: 'corpus_classes.TupleSub', reason: 'as IntSub' },
  { name: 'corpus_classes.SetSub', reason: 'a set is pickled as a call of its class' },
  { name: 'corpus_classes.MyError', reason: 'an exception is pickled as a call of its class' },
  { name: 'corpus_classes.GetSetState', reason: 'a __setstate__ of its own' },
  { name: 'corpus_classes.FalseState', reason: 'a __setstate__ of its own' },
  { name: 'corpus_classes.StateTuple', reason: 'a __setstate__ of its own' },
  { name: 'corpus_classes.WithNewargs', reason: 'a __new__ of its own with arguments' },
  { name: 'corpus_classes.WithNewargsEx', reason: 'a __new__ of its own with arguments' },
  {
    name: 'corpus_classes.ReduceFull',
    reason: 'a __reduce_ex__ of its own: a call, with an __init__ that is not in the file',
  },
  { name: 'corpus_classes.ReduceSix', reason: 'a function of its own sets the state' },
  { name: 'corpus_classes.Copyregged', reason: 'a copyreg function of its own makes it' },
  {
    name: 'corpus_classes.ReduceString',
    shows: 'name',
    reason: 'a __reduce__ that gives a name: what has that name is not in the file',
  },
  {
    name: 'method',
    files: /\/pickle\//,
    reason: 'getattr(object, name) of an object or class whose code is not in the file',
  },
  { name: 'numpy.ufunc', shows: 'name', reason: 'an instance with a name, which is all that the stream has' },
  { name: 'numpy._ArrayFunctionDispatcher', shows: 'name', reason: 'as numpy.ufunc' },
  { name: 'corpus_py2_classes.OldInit', reason: 'a class with __getinitargs__ is pickled as a call of it' },
  { name: 'corpus_py2_classes.OldState', reason: 'a __setstate__ of its own' },
  {
    name: 'corpus_classes.Plain',
    files: /build_slots_tuple/,
    reason: 'slots for a class that has none become attributes',
  },
  {
    name: 'DataFrame',
    files: /np1\.24\/df_nullable/,
    shows: 'name',
    reason: "tolist() of pandas 1.5 gave numpy's ints, which print as text",
  },
  {
    name: 'ndarray',
    files: /joblib\/array_matrix\.joblib$/,
    shows: 'name',
    reason: 'joblib makes the matrix that the file names with numpy 1 only',
  },
  {
    name: '__main__.Color',
    shows: 'name',
    reason: 'an enum that the file brings: the stream calls it with a value, or looks a name up in it',
  },
  { name: '__main__.Err', reason: 'an exception is pickled as a call of its class' },
  { name: '__main__.WithState', shows: 'name', reason: 'a __setstate__ of its own, that sets what is in its code' },
  {
    name: '__main__.Slots',
    files: /inst_slots\.cloudpickle/,
    shows: 'name',
    reason:
      'the generator asked vars() of an instance that has both slots and a __dict__, as cloudpickle 3 restores it',
  },
  { name: 'builtins.code', shows: 'name', reason: 'a code object is shown by its parts, not by its repr' },
  {
    name: 'dict',
    files: /memo_default/,
    shows: 'name',
    reason: 'a default value that the calls before the sidecar was written had changed',
  },
  { name: 'builtins.map', shows: 'name', reason: 'what a call of its function would give' },
];

/**
 * Files that Python refuses because code of its own fails on what is in them, as it builds an object. A reader that runs none has nothing
 * that could fail; the streams are whole.
 */
export const RAISES: readonly { readonly files: RegExp; readonly error: RegExp; readonly reason: string }[] = [
  {
    files: /py2\/array\./,
    error: /^TypeError: array\(\)/,
    reason: 'array() wants text for its type code, not the bytes of encoding="bytes"',
  },
  {
    files: /py2\/class_refs\./,
    error: /^AttributeError: Can't get attribute 'file'/,
    reason: 'Python 3 has no file type',
  },
  { files: /py2\/decimal_fraction\./, error: /^TypeError: conversion from bytes/, reason: 'Decimal() wants text' },
  {
    files: /py2\/old_style_getstate\./,
    error: /^KeyError: 'sx'/,
    reason: "a __setstate__ of its own looks for 'sx', not b'sx'",
  },
  {
    files: /\/dill\//,
    error: /^AttributeError: Can't get attribute '\w+' on <module '__main__'/,
    reason: 'names a class of __main__, which only the process that wrote the file had',
  },
  { files: /py2\/slots\./, error: /^TypeError: attribute name/, reason: 'names of slots have to be text' },
  { files: /py2\/uuid\./, error: /^KeyError: 'int'/, reason: "UUID.__setstate__ looks for 'int', not b'int'" },
];

const BY_NAME: ReadonlyMap<string, Inert> = new Map(INERT.map((entry) => [entry.name, entry]));

/**
 * The entry of an expected node.
 *
 * @param path - of the file
 */
export function inertOf(expected: Tagged, path: string): Inert | undefined {
  const entry = BY_NAME.get(nameOf(expected));
  return entry?.files?.test(path) === false ? undefined : entry;
}

/** Names of all listed values in a sidecar, needed or not. */
export function listedIn(value: unknown, path: string, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && '$' in value) {
    const entry = inertOf(value as Tagged, path);
    if (entry) names.add(entry.name);
  }
  for (const item of Object.values(value)) listedIn(item, path, names);
}

function nameOf(node: Tagged): string {
  return typeof node['class'] === 'string' ? node['class'] : String(node['$']);
}
